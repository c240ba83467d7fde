package dev.keystile.demo.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.demo.database.DemoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {

    private static DemoDatabase database;
    private static RedirectUris uris;

    @BeforeAll
    static void open() throws Exception {
        database = TestDatabase.open();
        uris = new RedirectUris(database.jdbi(), "demo");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aUriIsAllowedUntilItIsRemovedAndOnlyInItsProject() {
        uris.add("https://a.example.com/b");
        uris.add("https://a.example.com/b");
        assertThat(uris.list()).containsOnlyOnce("https://a.example.com/b");
        assertThat(uris.allow("https://a.example.com/b")).isTrue();
        assertThat(uris.allow("https://a.example.com/b/")).isFalse();
        assertThat(new RedirectUris(database.jdbi(), "other").list()).isEmpty();
        uris.remove("https://a.example.com/b");
        assertThat(uris.allow("https://a.example.com/b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3000/callback",
                "http://127.0.0.1/",
                "http://[::1]:1/a",
                "https://example.com",
                "https://example.com:8443/a?b=c",
                "http://localhost:65535/"
            })
    void theseMayBeAllowed(String uri) {
        uris.add(uri);
        assertThat(uris.allow(uri)).isTrue();
        uris.remove(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "/callback",
                "javascript:alert(1)",
                "javascript://example.com/%0Aalert(1)",
                "data:text/html,a",
                "http://example.com/",
                "http://localhost.example.com/",
                "https:///a",
                "https://user@example.com/",
                "https://example.com/#a",
                "https://example.com/a b",
                "https://example.com/\u00e9",
                "https://exa mple.com/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "http://localhost:99999/callback",
                "https://example.com:4294967376/",
                "https://example.com:-1/",
                "https://example.com/\0"
            })
    void theseMayNot(String uri) {
        assertThatThrownBy(() -> uris.add(uri)).isInstanceOf(IllegalArgumentException.class);
    }
}
