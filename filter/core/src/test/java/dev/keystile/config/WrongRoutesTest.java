package dev.keystile.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.setting.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongRoutesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {access: public}                                   | routes.path is missing; it must be a pattern such as /orders/{id} or /docs/**
            {path: /a}                                         | routes.access is missing; it must be public, optional, delegated, publishable, secret or denied
            {path: /a, access: Public}                         | routes.access is 'Public'; it must be public, optional, delegated, publishable, secret or denied
            {path: a, access: public}                          | path 'a' is not a pattern: it must begin with a slash
            {path: /a/, access: public}                        | path '/a/' is not a pattern: it has an empty segment; /x covers itself and /x/** covers /x/ and everything below
            {path: /a, access: public, methods: GET}           | routes.methods is a single value; it must be a list
            {path: /a, access: public, methods: []}            | routes.methods is empty; leave it out to mean all methods
            {path: /a, access: public, methods: [GET, get]}    | routes.methods is 'get'; it must be an HTTP method in upper case, such as GET
            {path: /a, access: public, methods: ['']}          | routes.methods is ''; it must be an HTTP method in upper case, such as GET
            {path: /a, access: secret, scopes: ['a b']}        | routes.scopes is 'a b'; it must be one or more printable ASCII characters without space, quote or backslash
            {path: /a, access: publishable, scopes: [read]}    | scopes need access: secret; access: publishable does not look at them
            {path: /a, access: secret, scopes: [~]}            | routes.scopes has an item without a value
            """)
    void aWrongRouteIsNamedByItsLine(String route, String problem) {
        String yaml = "routes:\n  - {path: /health, access: public}\n  - " + route;

        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(ConfigException.class)
                .hasNoCause()
                .hasMessage("keystile.yaml:3: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {path: /a, access: public} | {path: /a, access: secret} | /a (keystile.yaml:3) and /a (keystile.yaml:4)
            {path: "/{x}", methods: [PUT, GET], access: public} | {path: "/{y}", methods: [GET], access: secret} | GET,PUT /{x} (keystile.yaml:3) and GET /{y} (keystile.yaml:4)
            """)
    void twoRoutesForTheSameRequestsAreBothNamed(String first, String second, String both) {
        String yaml = "cache: {max-keys: 1}\nroutes:\n  - " + first + "\n  - " + second;

        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessage("keystile.yaml:2: two rules for the same requests: " + both + "; keep one of them");
    }

    @Test
    void routesThatAreEqualButForLetterCaseAreBothNamedWhereItDoesNotCount() {
        String routes = "routes:\n  - {path: /api/Admin, access: secret}\n  - {path: /API/admin, access: public}\n";

        assertThat(load(routes).routes()).hasSize(2);
        assertThatThrownBy(() -> load("paths: {case: insensitive}\n" + routes))
                .isInstanceOf(ConfigException.class)
                .hasMessage("keystile.yaml:2: two rules for the same requests: /api/Admin (keystile.yaml:3) and"
                        + " /API/admin (keystile.yaml:4); keep one of them, since paths.case is insensitive");
    }

    private static KeystileConfig load(String yaml) {
        return ConfigLoader.load(new ConfigSource("keystile.yaml", yaml, Path.of("/")), Map.of());
    }
}
