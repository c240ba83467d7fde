package dev.keystile.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemDocumentTest {

    private static final ProblemDocument NOT_FOUND = ProblemDocument.of(
            ProblemDocument.DEFAULT_BASE, "not_found", 404, "Not found", "Nothing is here: check the path.");

    private static String text(ProblemDocument document, @Nullable String requestId) {
        return new String(document.bytes(requestId), StandardCharsets.UTF_8);
    }

    @Test
    void allMembersStandOnOneLine() {
        assertThat(text(NOT_FOUND, "a-1"))
                .isEqualTo("{\"type\":\"urn:keystile:problem:not_found\",\"title\":\"Not found\",\"status\":404,"
                        + "\"detail\":\"Nothing is here: check the path.\",\"code\":\"not_found\","
                        + "\"message\":\"Nothing is here: check the path.\",\"request_id\":\"a-1\"}\n");
        assertThat(NOT_FOUND.status()).isEqualTo(404);
        assertThat(NOT_FOUND.code()).isEqualTo("not_found");
        assertThat(NOT_FOUND).hasToString("not_found");
    }

    @Test
    void theIdOfARequestIsWrittenAsAnyOther() {
        RequestId drawn = new RequestIds().choose(null);

        for (RequestId id : new RequestId[] {RequestId.of("a-1"), drawn}) {
            assertThat(NOT_FOUND.bytesFor(id)).isEqualTo(NOT_FOUND.bytes(id.value()));
        }
    }

    @Test
    void aRequestWithoutAnIdHasNoSuchMember() {
        assertThat(text(NOT_FOUND, null)).endsWith("\"message\":\"Nothing is here: check the path.\"}\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`\n`, \\u000a", "`\"`, \\\"", "\\, \\\\", "é, é"})
    void anIdIsEscapedAndInUtf8(String requestId, String written) {
        assertThat(text(NOT_FOUND, requestId)).endsWith("\"request_id\":\"" + written + "\"}\n");
    }

    @Test
    void whatJsonReservesIsEscaped() {
        ProblemDocument odd = ProblemDocument.of("https://x/", "c", 400, "a \"b\"", "\\ \n \u0001 é");

        assertThat(text(odd, "\"}"))
                .contains("\"title\":\"a \\\"b\\\"\"", "\"detail\":\"\\\\ \\u000a \\u0001 é\"")
                .endsWith("\"request_id\":\"\\\"}\"}\n");
    }
}
