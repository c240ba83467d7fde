package dev.keystile.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.setting.Place;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropertyTreeTest {

    private static final Place PLACE = new Place.Property("somewhere");

    /** Properties as {@code name=value}. */
    private static YamlSection section(String... properties) {
        List<YamlText> texts = Arrays.stream(properties)
                .map(each -> each.split("=", 2))
                .map(each -> new YamlText(each[0], each[1], new Place.Property("place of " + each[0])))
                .toList();
        return YamlSection.of(texts, PLACE);
    }

    @Test
    void namesBecomeATree() {
        YamlSection root = section("a.b.c=1", "a.d=x", "list[1].e=second", "list[0].e=first", "texts[0]=t");

        assertThat(root.names()).containsExactly("a", "list", "texts");
        assertThat(root.section("a").section("b").requireText("c", "").value()).isEqualTo("1");
        assertThat(root.sections("list"))
                .extracting(item -> item.requireText("e", "").value())
                .containsExactly("first", "second");
        assertThat(root.texts("texts")).extracting(YamlText::value).containsExactly("t");
        assertThat(root.section("a").requireText("d", "").place()).hasToString("place of a.d");
    }

    @Test
    void anEmptyListIsNoMissingList() {
        assertThat(section("list[]=").texts("list")).isEmpty();
        assertThat(section("other=x").texts("list")).isNull();
    }

    @Test
    void anEmptyValueIsNoValue() {
        assertThat(section("a=").text("a")).isNull();
        assertThat(section("a=", "a.b=x").section("a").requireText("b", "").value())
                .isEqualTo("x");
        assertThat(section("a=null").requireText("a", "").value()).isEqualTo("null");
    }

    @Test
    void aNameIsSetInOneWayOnly() {
        assertThatThrownBy(() -> section("a=x", "a.b=y"))
                .isInstanceOf(YamlException.class)
                .hasMessage("place of a: a is set in two ways; it must be one of them");
        assertThatThrownBy(() -> section("a[0]=x", "a.b=y"))
                .isInstanceOf(YamlException.class)
                .hasMessageEndingWith("a is set in two ways; it must be one of them");
    }
}
