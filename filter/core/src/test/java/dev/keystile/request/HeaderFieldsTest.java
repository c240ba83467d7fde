package dev.keystile.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderFieldsTest {

    @Test
    void aFieldThatMayComeOnlyOnceIsReadIfThereIsOne() {
        HeaderFields fields = FakeRequest.get("/").with("Once", "a").with("Twice", "a", "b");

        assertThat(fields.only("once")).isEqualTo("a");
        assertThat(fields.only("Twice")).isNull();
        assertThat(fields.only("Never")).isNull();
        assertThat(fields.first("Twice")).isEqualTo("a");
    }

    @Test
    void aRequestMaySayNullForAFieldThatItDoesNotHave() {
        HeaderFields fields = name -> null;

        assertThat(fields.first("A")).isNull();
        assertThat(fields.only("A")).isNull();
        assertThat(fields.has("A")).isFalse();
    }
}
