package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.decision.Decision;
import dev.keystile.decision.SampleDecisions;
import dev.keystile.policy.DenyReason;
import dev.keystile.reply.Field;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.RequestId;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionWriterTest {

    private static final DenyReason REASON = DenyReason.UNKNOWN_KEY;

    private final Decision.Denied denied = new Decision.Denied(
            REASON,
            ProblemDocument.of(
                    ProblemDocument.DEFAULT_BASE, REASON.code(), REASON.status(), REASON.title(), "Schlüssel fehlt."),
            null,
            null,
            "/a",
            RequestId.of("r-1"),
            List.of(new Field("X-Keystile-Error", REASON.code(), Field.Mode.SET)));

    /** A byte for each character, as the fixture shows a response. */
    private final String body = new String(denied.body(), StandardCharsets.ISO_8859_1);

    /** What an application does with its response before and when a decision is written. */
    @FunctionalInterface
    private interface Script {
        void run(HttpServletResponse response) throws Exception;
    }

    private static String respond(Script script) throws Exception {
        try (JettyFixture jetty = new JettyFixture()
                .servlet("/*", (request, response) -> script.run(response))
                .start()) {
            return jetty.get("/");
        }
    }

    private static String fields(Field field, Script before) throws Exception {
        return respond(response -> {
            before.run(response);
            DecisionWriter.writeFields(new Decision.Open("/a", RequestId.of("r-1"), List.of(field)), response);
        });
    }

    private static Decision granted(Field... fields) {
        return new Decision.Open("/a", RequestId.of("r-1"), List.of(fields));
    }

    @Test
    void theIdOfTheRequestIsWrittenOnce() throws Exception {
        assertThat(respond(response -> DecisionWriter.writeFields(granted(), response)))
                .contains("X-Request-ID: r-1");
        assertThat(respond(response -> {
                    response.setHeader("X-Request-ID", "application");
                    DecisionWriter.writeFields(granted(), response);
                }))
                .contains("X-Request-ID: application")
                .doesNotContain("r-1");
    }

    @Test
    void aFieldThatIsSetReplacesTheApplications() throws Exception {
        Field noStore = new Field("Cache-Control", "no-store", Field.Mode.SET);

        assertThat(fields(noStore, response -> {})).contains("Cache-Control: no-store");
        assertThat(fields(noStore, response -> response.setHeader("Cache-Control", "public")))
                .contains("Cache-Control: no-store")
                .doesNotContain("public");
    }

    @Test
    void aDefaultLeavesTheApplicationsField() throws Exception {
        Field ofIdentity = new Field("Cache-Control", "private", Field.Mode.DEFAULT);

        assertThat(fields(ofIdentity, response -> {})).contains("Cache-Control: private");
        assertThat(fields(ofIdentity, response -> response.setHeader("Cache-Control", "public")))
                .contains("Cache-Control: public")
                .doesNotContain("private");
    }

    @Test
    void aValueIsAddedToOthersAndOnce() throws Exception {
        Field varyOrigin = new Field("Vary", "Origin", Field.Mode.ADD);

        assertThat(fields(varyOrigin, response -> response.addHeader("Vary", "Accept")))
                .contains("Vary: Accept", "Vary: Origin");
        assertThat(fields(varyOrigin, response -> response.addHeader("Vary", "Origin")))
                .containsOnlyOnce("Origin");
    }

    @Test
    void anAppendedValueStandsBehindTheOneThatIsSet() throws Exception {
        Field first = new Field("WWW-Authenticate", "Bearer", Field.Mode.SET);
        Field second = new Field("WWW-Authenticate", "Basic", Field.Mode.APPEND);

        String response = respond(r -> {
            r.addHeader("WWW-Authenticate", "Basic");
            DecisionWriter.writeFields(new Decision.Open("/a", RequestId.of("r-1"), List.of(first, second)), r);
        });

        assertThat(response).contains("WWW-Authenticate: Bearer").containsOnlyOnce("WWW-Authenticate: Basic");
    }

    @Test
    void aRefusalIsAWholeResponse() throws Exception {
        assertThat(respond(response -> DecisionWriter.writeResponse(denied, "GET", response)))
                .startsWith("HTTP/1.1 401")
                .contains(
                        "Content-Type: application/problem+json",
                        "Content-Length: " + denied.body().length,
                        "X-Request-ID: r-1",
                        "X-Keystile-Error: unknown_key")
                .endsWith("\r\n\r\n" + body);
    }

    @Test
    void whatTheApplicationWroteBeforeIsDropped() throws Exception {
        assertThat(respond(response -> {
                    response.getOutputStream().print("begun");
                    DecisionWriter.writeResponse(denied, "GET", response);
                }))
                .doesNotContain("begun")
                .endsWith("\r\n\r\n" + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
    void aWriterThatTheApplicationTookIsUsedWhateverItsCharset(String charset) throws Exception {
        String inAscii = new String(denied.body(), StandardCharsets.UTF_8).replace("ü", "\\u00fc");

        assertThat(respond(response -> {
                    response.setContentLength(9);
                    response.setCharacterEncoding(charset);
                    response.getWriter().print("begun");
                    DecisionWriter.writeResponse(denied, "GET", response);
                }))
                .startsWith("HTTP/1.1 401")
                .contains("Content-Length: " + inAscii.length())
                .doesNotContain("begun")
                .endsWith("\r\n\r\n" + inAscii);
    }

    @Test
    void aResponseThatHasBegunIsLeftAlone() throws Exception {
        assertThat(respond(response -> {
                    response.getOutputStream().print("begun");
                    response.flushBuffer();
                    DecisionWriter.writeResponse(denied, "GET", response);
                }))
                .startsWith("HTTP/1.1 200")
                .contains("begun")
                .doesNotContain("unknown_key", "r-1");
    }

    @Test
    void aResponseToHeadHasNoBodyButItsLength() throws Exception {
        try (JettyFixture jetty = new JettyFixture()
                .servlet("/*", (request, response) -> {
                    DecisionWriter.writeResponse(denied, request.getMethod(), response);
                    assertThat(response.isCommitted()).as("nothing was written").isFalse();
                })
                .start()) {
            assertThat(jetty.head("/"))
                    .startsWith("HTTP/1.1 401")
                    .contains("Content-Length: " + denied.body().length)
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void aPreflightGetsAResponseWithoutABody() throws Exception {
        assertThat(respond(response -> DecisionWriter.writeResponse(SampleDecisions.preflight(), "OPTIONS", response)))
                .startsWith("HTTP/1.1 204")
                .contains("X-Request-ID: r-1")
                .endsWith("\r\n\r\n");
    }
}
