package dev.keystile.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.setting.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: 1¶b: 2¶a: 3            | f:3: 'a' stands here again; it stands at f:1 already
            a: {b: 1, b: 2}           | f:1: 'b' stands here again; it stands at f:1 already
            a: 1¶---¶b: 2             | f:2: a second document begins here; the file must hold one
            - a                       | f:1: the file holds a list; it must hold names with values
            just text                 | f:1: the file holds a single value; it must hold names with values
            ¶¶[]                      | f:3: the file holds a list; it must hold names with values
            a: &x 1                   | f:1: anchors and aliases are not read; write the value out
            a: *x                     | f:1: anchors and aliases are not read; write the value out
            a: !!str 1                | f:1: tags are not read; leave out 'tag:yaml.org,2002:str'
            a: !secret {}             | f:1: tags are not read; leave out '!secret'
            ? [a]¶: b                 | f:1: a name must be plain text
            a: [1                     | f:1: not YAML: expected ',' or ']', but got <stream end>
            a: {b: /c/{d}}            | f:1: not YAML: expected ',' or '}', but got {; a value with braces in it needs quotes, such as '/orders/{id}'
            """)
    void whatCouldBeMisreadIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> YamlParser.parse(text.replace('¶', '\n'), "f"))
                .isInstanceOf(YamlException.class)
                .hasNoCause()
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: hunter2\n\tport: 1",
                "password: 'hunter2",
                "password: hunter2\n  port: 1: 2",
                "password: \"hunter2\\q\"",
                "password: hunter2\u0007",
                "password: %hunter2\n@: x",
                "- hunter2: [}"
            })
    void aSyntaxErrorNamesTheLineAndQuotesNothing(String text) {
        assertThatThrownBy(() -> YamlParser.parse(text, "f"))
                .isInstanceOf(YamlException.class)
                .hasNoCause()
                .hasMessageStartingWith("f:")
                .message()
                .doesNotContain("hunter2")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 100, 100_000})
    void deepNestingIsRefusedAndNotFollowed(int depth) {
        assertThatThrownBy(() -> YamlParser.parse("a: " + "[".repeat(depth), "f"))
                .isInstanceOf(YamlException.class)
                .hasMessage("f:1: nested more than 16 levels deep");
    }

    @Test
    void aBombOfAliasesIsRefusedAtItsFirstAnchor() {
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";

        assertThatThrownBy(() -> YamlParser.parse(bomb, "f"))
                .isInstanceOf(YamlException.class)
                .hasMessage("f:1: anchors and aliases are not read; write the value out");
    }

    @Test
    void aCharacterThatYamlDoesNotAllowIsNamedWithItsLine() {
        assertThatThrownBy(() -> YamlParser.parse("a: 1\nb: \u0007\n", "f"))
                .isInstanceOf(YamlException.class)
                .hasMessage("f:2: not YAML: a character U+0007 stands here");
    }

    @Test
    void valuesKnowTheirLineAndColumn() {
        YamlNode.Mapping root = YamlParser.parse("# first\na:\n  b: x\n", "f");

        YamlNode.NamedNode a = root.fields().get("a");
        assertThat(a.place()).isEqualTo(new Place.InFile("f", 2, 1)).hasToString("f:2");
        assertThat(((YamlNode.Mapping) a.value()).fields().get("b").place()).isEqualTo(new Place.InFile("f", 3, 3));
    }
}
