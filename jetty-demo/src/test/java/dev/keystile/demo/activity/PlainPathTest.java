package dev.keystile.demo.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/organizations", "/organizations/org_01/connections", "/a.b/c-d/E_f"})
    void anOrdinaryPathIsShown(String path) {
        assertThat(PlainPath.orNull(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "organizations",
                "/organizations/",
                "/a//b",
                "/a/b/c/d/e/f",
                "/organizations/sk_demo_1",
                "/organizations/PK_demo_1",
                "/a/xsk_1",
                "/%73k_demo_1",
                "/a/b;sk=1",
                "/a b",
                "/0123456789012345678901234567890123"
            })
    void whatMightHoldAKeyOrAPartOfOneIsNot(String path) {
        assertThat(PlainPath.orNull(path)).isNull();
    }
}
