package dev.keystile.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.setting.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongConfigurationTest {

    private static void assertRefused(String yaml, Map<String, String> overrides, String message) {
        assertThatThrownBy(() -> ConfigLoader.load(new ConfigSource("keystile.yaml", yaml, Path.of("/")), overrides))
                .isInstanceOf(ConfigException.class)
                .hasNoCause()
                .hasMessage(message);
    }

    private static void assertRefused(String yaml, String message) {
        assertRefused(yaml.replace('¶', '\n'), Map.of(), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cahce: {}                           | keystile.yaml:1: unknown name 'cahce'; did you mean 'cache'?
            cache:¶  freshFor: 1s               | keystile.yaml:2: unknown name 'cache.freshFor'; did you mean 'cache.fresh-for'?
            fresh-for: 1s                       | keystile.yaml:1: unknown name 'fresh-for'; did you mean 'cache.fresh-for'?
            credentials: {headers: X}           | keystile.yaml:1: unknown name 'credentials.headers'; did you mean 'credentials.header'?
            cors: {origins: []}                 | keystile.yaml:1: unknown name 'cors.origins'; did you mean 'cors.allowed-origins'?
            paths: {cases: sensitive}           | keystile.yaml:1: unknown name 'paths.cases'; did you mean 'paths.case'?
            paths:¶  case: ignore               | keystile.yaml:2: paths.case is 'ignore'; it must be sensitive or insensitive
            paths: insensitive                  | keystile.yaml:1: paths is a single value; it must be a mapping
            path.case: insensitive              | keystile.yaml:1: unknown name 'path.case'; did you mean 'paths.case'?
            store: {pth: keys.yaml}             | keystile.yaml:1: unknown name 'store.pth'; did you mean 'store.path'?
            store: {type: memory, path: a}      | keystile.yaml:1: unknown name 'store.path'
            routes: [{path: /a, acess: public}] | keystile.yaml:1: unknown name 'routes.acess'; did you mean 'routes.access'?
            """)
    void anUnknownNameIsNamedWithTheNearestKnownOne(String yaml, String message) {
        assertRefused(yaml, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cache.fresh_for | 1s  | init-param: unknown name 'cache.fresh_for'; did you mean 'cache.fresh-for'?
            fresh-for       | 1s  | init-param: unknown name 'fresh-for'; did you mean 'cache.fresh-for'?
            store.pth       | a   | init-param: unknown name 'store.pth'; did you mean 'store.path'?
            cache.fresh-for | 10  | init-param: cache.fresh-for is '10'; it must be a duration such as 500ms, 30s, 10m, 24h or 90d, longer than 0
            cache           | 10s | init-param: cache is a single value; it must be a mapping
            routes          | /a  | init-param: routes is a single value; it must be a list
            cache.basic.x   | 1   | init-param: unknown name 'cache.basic'
            cache.max-keys.x | 1  | init-param: cache.max-keys is a mapping; it must be a single value
            """)
    void aWrongOverrideIsToldFromTheFile(String name, String value, String message) {
        assertRefused("cache: {max-keys: 10}", Map.of(name, value), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "s", "-1s", "1.5s", "1 s", "1S", "30sec", "PT30S", "1234567890s", "36501d", "''"})
    void whatIsNoDurationIsRefused(String text) {
        String shown = text.replace("'", "");
        assertRefused(
                "cache:¶  negative-for: " + text,
                "keystile.yaml:2: cache.negative-for is '" + shown
                        + "'; it must be a duration such as 500ms, 30s, 10m, 24h or 90d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cache: {max-keys: many}          | keystile.yaml:1: cache.max-keys is 'many'; it must be a whole number from 1 to 999999999
            cache: {max-keys: 1_000}         | keystile.yaml:1: cache.max-keys is '1_000'; it must be a whole number from 1 to 999999999
            cache: {max-keys: [1]}           | keystile.yaml:1: cache.max-keys is a list; it must be a single value
            credentials: {basic: yes}        | keystile.yaml:1: credentials.basic is 'yes'; it must be true or false
            credentials: {authorization: no} | keystile.yaml:1: credentials.authorization is 'no'; it must be accept or ignore
            credentials: {other-formats: no} | keystile.yaml:1: credentials.other-formats is 'no'; it must be refuse or accept
            credentials: {header: []}        | keystile.yaml:1: credentials.header is empty; leave it out for no extra field
            credentials:¶  header: [X-A, x-a] | keystile.yaml:2: credentials.header names x-a twice; letter case makes no difference in names of header fields
            credentials: {header: [X-A, Authorization]} | keystile.yaml:1: credentials.header is 'Authorization'; it must be the name of a header of its own, such as X-API-Key; it must not be one that HTTP or Keystile uses
            credentials:¶  authorization: ignore | keystile.yaml:2: credentials.authorization is 'ignore', and no other field can hold a key; set credentials.header, such as X-API-Key
            credentials: {realm: 'a"b'}      | keystile.yaml:1: credentials.realm is 'a"b'; it must be printable ASCII without quotes and backslashes
            browser-secret-keys: no          | keystile.yaml:1: browser-secret-keys is 'no'; it must be reject or allow
            store: {type: jdbcx}             | keystile.yaml:1: store.type is 'jdbcx'; it must be one of file, memory, or the type of another ApiKeyStoreProvider on the class path
            store: {type: jdbc, url: a}      | keystile.yaml:1: store.type is 'jdbc', which needs the artifact dev.keystile:keystile-jdbc, which is not on the class path
            assertion: {verify: {}}          | keystile.yaml:1: the section 'assertion' needs the artifact dev.keystile:keystile-assertion, which is not on the class path
            store: keys.yaml                 | keystile.yaml:1: store is a single value; it must be a mapping
            routes: {path: /a}               | keystile.yaml:1: routes is a mapping; it must be a list
            routes:¶- /a                     | keystile.yaml:2: routes is a single value; it must be a mapping
            """)
    void aWrongValueIsShownWithWhatWouldBeRight(String yaml, String message) {
        assertRefused(yaml, message);
    }

    @Test
    void theBoundsOfTheCacheHaveToFitTogether() {
        assertThatThrownBy(() -> ConfigLoader.load(
                        new ConfigSource("keystile.yaml", "cache:\n  fresh-for: 1h\n  stale-for: 1m", Path.of("/")),
                        Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("keystile.yaml:3: cache.stale-for is '1m'; it must be 0s, or at least fresh-for");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "cookie",
                "HOST",
                "X-Keystile-Environment",
                "X Key",
                "X-Key:",
                "Schlüssel",
                "Sec-Fetch-Site",
                "X-Request-ID"
            })
    void aHeaderThatMeansSomethingElseCannotHoldTheKey(String header) {
        assertRefused(
                "credentials: {header: '" + header + "'}",
                "keystile.yaml:1: credentials.header is '" + header
                        + "'; it must be the name of a header of its own, such as X-API-Key; it must not be one that"
                        + " HTTP or Keystile uses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null ",
                "app.example.com",
                "https://app.example.com/",
                "https://*.example.com",
                "https://App.example.com",
                "https://app.example.com:443",
                "http://app.example.com:80",
                "https://app.example.com:0",
                "https://app.example.com:65536",
                "https://user@app.example.com",
                "https://"
            })
    void whatABrowserNeverSendsAsOriginIsRefused(String origin) {
        assertRefused(
                "cors:¶  allowed-origins:¶    - https://app.example.com¶    - '" + origin + "'",
                "keystile.yaml:4: cors.allowed-origins is '" + origin + "'; it must be an exact origin as browsers send"
                        + " it, in lower case, without a path and without the scheme's default port, such as"
                        + " https://app.example.com or http://localhost:3000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "::1/129",
                "fd00::1/8",
                "1:2",
                "fe80::1%eth0",
                "*"
            })
    void aProxyIsAnAddressOrANetwork(String network) {
        assertRefused(
                "trusted-proxies: ['" + network + "']",
                "keystile.yaml:1: trusted-proxies is '" + network + "'; it must be an IP address or a network with no"
                        + " bit set behind its prefix, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/errors/",
                "https://docs.example.com/errors",
                "https://docs.example.com/ errors/",
                "https://docs.ex\u00e4mple.com/errors/"
            })
    void aProblemBaseIsCompleteWithTheCodeBehindIt(String uri) {
        assertRefused(
                "problem-base-uri: '" + uri + "'",
                "keystile.yaml:1: problem-base-uri is '" + uri + "'; it must be an absolute URI that the code can be"
                        + " appended to, such as https://docs.example.com/errors/ or urn:example:problem:");
    }

    @Test
    void corsWithoutOriginsIsAMistake() {
        assertRefused(
                "cache:¶cors: {}",
                "keystile.yaml:2: cors.allowed-origins is missing; it must be a list, [] to refuse every preflight");
    }
}
