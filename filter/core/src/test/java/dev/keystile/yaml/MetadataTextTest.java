package dev.keystile.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTextTest {

    @Test
    void metadataIsReadAsItWasWritten() {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String value :
                List.of("eu", "", "true", "1", "a \"b\" \\ c", "\\n", "Söhne 😀 \u200D", "{}: , [", "# - ' | >")) {
            metadata.put("z" + (9 - metadata.size()), value);
        }
        for (int i = metadata.size(); i < 50; i++) {
            metadata.put("n" + i, "\\\"".repeat(128));
        }

        String text = MetadataText.write(metadata);

        assertThat(text).hasSizeLessThan(32_768);
        assertThat(List.copyOf(MetadataText.read(text).entrySet())).isEqualTo(List.copyOf(metadata.entrySet()));
        assertThat(MetadataText.read(MetadataText.write(Map.of()))).isEmpty();
    }

    @Test
    void whatOtherProgramsWriteAsJsonIsRead() {
        assertThat(MetadataText.read("{\"a\":\"b\",\n  \"c\" : \"\\u00e9\\/\\ud83d\\ude00\"}"))
                .isEqualTo(Map.of("a", "b", "c", "é/😀"));
        assertThat(MetadataText.read("{ }")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"a\"",
                "{",
                "{}}",
                "{} {}",
                "{\"a\": 1}",
                "{\"a\": null}",
                "{\"a\": true}",
                "{\"a\": {\"b\": \"c\"}}",
                "{\"a\": [\"b\"]}",
                "{\"a\"}",
                "{\"a\": \"b\", \"a\": \"c\"}",
                "{a: b}",
                "{'a': 'b'}",
                "a: b",
                "\"a\": \"b\"",
                "{\"a\": \"b\"",
                "{\"a\": &x \"b\"}",
                "{\"a\": !!str \"b\"}",
                "{\"a\": \"b\"}\n---\n{\"a\": \"c\"}",
                "{\"a\": \"\\q\"}",
            })
    void everythingElseIsRefused(String text) {
        assertThatThrownBy(() -> MetadataText.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the metadata must be a JSON object of texts such as {\"region\": \"eu\"}");
    }

    @Test
    void valuesThatAreNestedWithoutEndAreRefusedAtTheFirst() {
        assertThatThrownBy(() -> MetadataText.read("{\"a\": " + "[".repeat(30_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
