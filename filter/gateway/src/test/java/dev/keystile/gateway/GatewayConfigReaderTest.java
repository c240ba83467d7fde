package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.assertion.AssertionSection;
import dev.keystile.config.ConfigSource;
import dev.keystile.gateway.GatewayConfig.ExternalAuth;
import dev.keystile.gateway.internal.external.Style;
import dev.keystile.gateway.internal.upstream.ClientLimits;
import dev.keystile.gateway.internal.upstream.ConnectionLimits;
import dev.keystile.gateway.internal.upstream.TrustedFields;
import dev.keystile.gateway.internal.upstream.Upstream;
import dev.keystile.setting.ConfigException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayConfigReaderTest {

    private static final Path FOLDER = Path.of("/etc/keystile");

    private static GatewayConfig read(String yaml) {
        return GatewayConfigReader.read(new ConfigSource("gateway.yaml", yaml, FOLDER));
    }

    private static Upstream upstream(String settings) {
        return read("upstreams: [{path: /a/**, url: http://h, " + settings + "}]")
                .upstreams()
                .get(0);
    }

    @Test
    void anEmptyFileListensForThisMachineAlone() {
        GatewayConfig config = read("");
        assertThat(config.listen()).isEqualTo(new ListenAddress("127.0.0.1", 8080));
        assertThat(config.upstreams()).isEmpty();
        assertThat(config.externalAuth()).isEmpty();
        assertThat(config.externalAuthListen()).isNull();
        assertThat(config.trustedFields()).isEqualTo(TrustedFields.DEFAULT);
        assertThat(config.signing()).isNull();
        assertThat(config.client())
                .isEqualTo(new ClientLimits(Duration.ofSeconds(10), 1_024, Duration.ofSeconds(30), 8_192));
        assertThat(config.keystile().store().type()).isEqualTo("file");
    }

    @Test
    void everySettingIsTaken() {
        GatewayConfig config = read("""
                listen: "[::1]:0"
                upstreams:
                  - {path: /api/**, url: "https://u:8443/base/", strip-prefix: /api, timeout: 5m, max-request-size: 10MB,
                     max-connections: 100, max-connections-per-client: 10, max-waiting: 0}
                  - {path: "/{id}", url: [http://a, http://b:1]}
                client: {head-timeout: 5s, min-rate: 2KB, grace: 1m}
                external-auth-listen: 127.0.0.1:8082
                trusted-proxies: [10.0.0.0/8]
                trusted-fields: [x-real-ip, CF-*, X-Forwarded-Anything]
                external-auth:
                  - {style: nginx}
                  - {path: /envoy, style: envoy}
                assertion: {issuer: i, audience: a, lifetime: 30s, keys: k/keys.json}
                routes: [{path: /x, access: public}]
                """);
        assertThat(config.listen()).isEqualTo(new ListenAddress("::1", 0));
        assertThat(config.externalAuthListen()).isEqualTo(new ListenAddress("127.0.0.1", 8082));
        assertThat(config.trustedFields().names()).containsExactly("x-real-ip", "CF-*", "X-Forwarded-Anything");
        assertThat(config.upstreams())
                .containsExactly(
                        new Upstream(
                                "/api/**",
                                java.util.List.of(URI.create("https://u:8443/base")),
                                "/api",
                                Duration.ofMinutes(5),
                                OptionalLong.of(10 << 20),
                                new ConnectionLimits(100, 10, 0)),
                        new Upstream(
                                "/{id}",
                                java.util.List.of(URI.create("http://a"), URI.create("http://b:1")),
                                "",
                                Duration.ofSeconds(30),
                                OptionalLong.empty(),
                                new ConnectionLimits(1_024, 256, 1_024)));
        assertThat(config.client())
                .isEqualTo(new ClientLimits(Duration.ofSeconds(5), 2_048, Duration.ofMinutes(1), 8_192));
        assertThat(config.externalAuth())
                .containsExactly(new ExternalAuth("/authz", Style.NGINX), new ExternalAuth("/envoy", Style.ENVOY));
        assertThat(config.signing())
                .isEqualTo(new SigningSettings("i", "a", Duration.ofSeconds(30), FOLDER.resolve("k/keys.json")));
        assertThat(config.keystile().routes()).hasSize(1);
        assertThat(config.keystile().sections()).isEmpty();
    }

    @Test
    void theKeysOfAssertionsAreBesideTheFile() {
        SigningSettings signing = read("assertion: {issuer: i, audience: a}").signing();
        assertThat(signing.keys()).isEqualTo(FOLDER.resolve("assertion-keys.json"));
        assertThat(signing.lifetime()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void assertionsAreVerifiedAloneOrBesideSigning() {
        String verify = "verify: {jwks: http://h/jwks.json, issuer: i, audience: a}";
        GatewayConfig alone = read("assertion: {" + verify + "}");
        assertThat(alone.signing()).isNull();
        assertThat(alone.keystile().sections())
                .containsExactly(new AssertionSection("http://h/jwks.json", "i", "a", FOLDER));

        GatewayConfig both = read("assertion: {issuer: mine, audience: theirs, " + verify + "}");
        assertThat(both.signing().issuer()).isEqualTo("mine");
        assertThat(both.keystile().sections()).isEqualTo(alone.keystile().sections());
    }

    @ParameterizedTest
    @CsvSource({
        "1B, 1",
        "500KB, 512000",
        "10MB, 10485760",
        "1GB, 1073741824",
        "999999999GB, 1073741822926258176",
        "0B, 0"
    })
    void aSizeHasAUnit(String text, long bytes) {
        assertThat(upstream("max-request-size: " + text).maxRequestSize()).hasValue(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen: 8080 | gateway.yaml:1: listen is '8080'; it must be host:port, such as 127.0.0.1:8080",
                "listen: [a] | gateway.yaml:1: listen is a list; it must be a single value",
                "listne: a:1 | gateway.yaml:1: unknown name 'listne'; did you mean 'listen'?",
                "upstream: [] | gateway.yaml:1: unknown name 'upstream'; did you mean 'upstreams'?",
                "external_auth: [] | gateway.yaml:1: unknown name 'external_auth'; did you mean 'external-auth'?",
                "upstreams: {} | gateway.yaml:1: upstreams is a mapping; it must be a list",
                "upstreams: [x] | gateway.yaml:1: upstreams is a single value; it must be a mapping",
                "upstreams: [{url: http://h}] | gateway.yaml:1: upstreams.path is missing; it must be a pattern such as /api/**",
                "upstreams: [{path: x, url: http://h}] | gateway.yaml:1: ",
                "upstreams: [{path: /a/**/b, url: http://h}] | gateway.yaml:1: ",
                "upstreams: [{path: /a//b, url: http://h}] | gateway.yaml:1: ",
                "upstreams: [{path: /a}] | gateway.yaml:1: upstreams.url is missing; it must be an address such as http://127.0.0.1:9000",
                "upstreams: [{path: /a, url: []}] | gateway.yaml:1: upstreams.url is an empty list; it must be an address",
                "upstreams: [{path: /a, url: [http://h, x]}] | gateway.yaml:1: upstreams.url is 'x'; it must be an http:// or https:// address without user or query",
                "upstreams: [{path: /a, url: http://h:65536}] | gateway.yaml:1: upstreams.url is 'http://h:65536'; it must be an http://",
                "upstreams: [{path: /a, url: http://h:0}] | gateway.yaml:1: upstreams.url is 'http://h:0'; it must be an http://",
                "upstreams: [{path: /a, url: http://h, strip_prefix: /a}] | gateway.yaml:1: unknown name 'upstreams.strip_prefix'; did you mean 'upstreams.strip-prefix'?",
                "upstreams: [{path: /a, url: http://h, timeout: 30}] | gateway.yaml:1: upstreams.timeout is '30'; it must be a duration",
                "upstreams: [{path: /a, url: http://h, timeout: 0s}] | gateway.yaml:1: upstreams.timeout is '0s'; it must be a duration",
                "upstreams: [{path: /a, url: http://h, timeout: -1s}] | gateway.yaml:1: upstreams.timeout is '-1s'; it must be a duration",
                "upstreams: [{path: /a, url: http://h, max-request-size: 10}] | gateway.yaml:1: upstreams.max-request-size is '10'; it must be a size such as 500KB, 10MB or 1GB",
                "upstreams: [{path: /a, url: http://h, max-request-size: 10 MB}] | gateway.yaml:1: upstreams.max-request-size is '10 MB'; it must be a size",
                "upstreams: [{path: /a, url: http://h, max-request-size: 10mb}] | gateway.yaml:1: upstreams.max-request-size is '10mb'; it must be a size",
                "upstreams: [{path: /a/**, url: http://h, strip-prefix: /b}] | gateway.yaml:1: upstreams.strip-prefix is '/b'; it must be whole segments that the path '/a/**' begins with",
                "upstreams: [{path: /api/**, url: http://h, strip-prefix: /ap}] | gateway.yaml:1: upstreams.strip-prefix is '/ap'; it must be whole segments",
                "upstreams: [{path: /a/**, url: http://h, strip-prefix: a}] | gateway.yaml:1: upstreams.strip-prefix is 'a'; it must be whole segments",
                "upstreams: [{path: /a/**, url: http://h, strip-prefix: /a/}] | gateway.yaml:1: upstreams.strip-prefix is '/a/'; it must be",
                "upstreams: [{path: '/{x}/**', url: http://h, strip-prefix: '/{x}'}] | gateway.yaml:1: upstreams.strip-prefix is '/{x}'; it must be",
                "upstreams: [{path: /a, url: http://h}, {path: /a, url: http://i}] | gateway.yaml:1: upstreams.path '/a' is there twice; list several urls in one entry",
                "upstreams: [{path: '/{a}', url: http://h}, {path: '/{b}', url: http://i}] | gateway.yaml:1: upstreams.path '/{b}' is there twice",
                "upstreams: [{path: /a, url: http://h, max-connections: 0}] | gateway.yaml:1: upstreams.max-connections is '0'; it must be a whole number from 1 to 999999",
                "upstreams: [{path: /a, url: http://h, max-connections: 1e3}] | gateway.yaml:1: upstreams.max-connections is '1e3'; it must be a whole number",
                "upstreams: [{path: /a, url: http://h, max-connections-per-client: -1}] | gateway.yaml:1: upstreams.max-connections-per-client is '-1'; it must be a whole number from 1",
                "upstreams: [{path: /a, url: http://h, max-waiting: 1000000}] | gateway.yaml:1: upstreams.max-waiting is '1000000'; it must be a whole number from 0 to 999999",
                "upstreams: [{path: /a, url: http://h, max-conections: 5}] | gateway.yaml:1: unknown name 'upstreams.max-conections'; did you mean 'upstreams.max-connections'?",
                "client: {head-timeout: 0s} | gateway.yaml:1: client.head-timeout is '0s'; it must be a duration such as",
                "client: {min-rate: fast} | gateway.yaml:1: client.min-rate is 'fast'; it must be a size such as 500KB",
                "client: {grace: 0s} | gateway.yaml:1: client.grace is '0s'; it must be a duration such as",
                "client: {head-timout: 1s} | gateway.yaml:1: unknown name 'client.head-timout'; did you mean 'client.head-timeout'?",
                "client: 5s | gateway.yaml:1: client is a single value; it must be a mapping",
                "external-auth: [{path: /a}] | gateway.yaml:1: external-auth.style is missing; it must be nginx, forwarded (Caddy, Traefik, APISIX), haproxy or envoy",
                "external-auth: [{style: apache}] | gateway.yaml:1: external-auth.style is 'apache'; it must be nginx, forwarded",
                "external-auth: [{style: NGINX}] | gateway.yaml:1: external-auth.style is 'NGINX'; it must be nginx",
                "external-auth: [{style: nginx, mode: x}] | gateway.yaml:1: unknown name 'external-auth.mode'",
                "external-auth: [{path: authz, style: nginx}] | gateway.yaml:1: external-auth.path is 'authz'; it must be an absolute path of plain segments, such as /authz",
                "external-auth: [{path: /, style: nginx}] | gateway.yaml:1: external-auth.path is '/'; it must be",
                "external-auth: [{path: /a/../b, style: nginx}] | gateway.yaml:1: external-auth.path is '/a/../b'; it must be",
                "external-auth: [{path: /a/**, style: nginx}] | gateway.yaml:1: external-auth.path is '/a/**'; it must be",
                "external-auth: [{path: /a, style: nginx}, {path: /a, style: envoy}] | gateway.yaml:1: external-auth.path '/a' is, or is below or above, that of another endpoint",
                "external-auth: [{path: /a, style: nginx}, {path: /a/b, style: envoy}] | gateway.yaml:1: external-auth.path '/a/b' is, or is below",
                "external-auth: [{path: /a/b, style: nginx}, {path: /a, style: envoy}] | gateway.yaml:1: external-auth.path '/a' is, or is below",
                "external-auth-listen: 8082 | gateway.yaml:1: external-auth-listen is '8082'; it must be host:port, such as 127.0.0.1:8082, [::1]:8082",
                "external-auth-listen: 127.0.0.1:8082 | gateway.yaml:1: external-auth-listen is there, but external-auth has no endpoint to be served there; add one",
                "{external-auth-listen: 127.0.0.1:8080, external-auth: [{style: nginx}]} | gateway.yaml:1: external-auth-listen is '127.0.0.1:8080'; it must be another address than listen, where everything else is served",
                "external-auth-listn: a:1 | gateway.yaml:1: unknown name 'external-auth-listn'; did you mean 'external-auth-listen'?",
                "trusted-fields: [X-Real-IP] | gateway.yaml:1: trusted-fields is there, but nobody may send these fields; name the proxies in trusted-proxies",
                "{trusted-proxies: [10.0.0.1], trusted-fields: [X-Reel-IP]} | gateway.yaml:1: trusted-fields is 'X-Reel-IP'; it must be the name of a field that is removed otherwise, such as X-Real-IP or CF-*; did you mean 'X-Real-IP'?",
                "{trusted-proxies: [10.0.0.1], trusted-fields: [X-*]} | gateway.yaml:1: trusted-fields is 'X-*'; it must be",
                "{trusted-proxies: [10.0.0.1], trusted-fields: [X_Real_IP]} | gateway.yaml:1: trusted-fields is 'X_Real_IP'; it must be",
                "{trusted-proxies: [10.0.0.1], trusted-fields: X-Real-IP} | gateway.yaml:1: trusted-fields is a single value; it must be a list",
                "trusted-field: [] | gateway.yaml:1: unknown name 'trusted-field'; did you mean 'trusted-fields'?",
                "paths: {case: no} | gateway.yaml:1: paths.case is 'no'; it must be sensitive or insensitive",
                "{paths: {case: insensitive}, upstreams: [{path: /A, url: http://h}, {path: /a, url: http://i}]} | gateway.yaml:1: upstreams.path '/a' is there twice; list several urls in one entry, since paths.case is insensitive",
                "assertion: {issuer: i} | gateway.yaml:1: assertion.audience is missing; it must be what the services behind it call themselves",
                "assertion: {audience: a} | gateway.yaml:1: assertion.issuer is missing; it must be what the gateway calls itself",
                "assertion: {keys: k} | gateway.yaml:1: assertion.issuer is missing",
                "assertion: {} | gateway.yaml:1: assertion.verify.jwks is missing",
                "assertion: {isuser: i} | gateway.yaml:1: unknown name 'assertion.isuser'; did you mean 'assertion.issuer'?",
                "assertion: {issuer: i, audience: a, verify: {}} | gateway.yaml:1: assertion.verify.jwks is missing",
                "assertion: {issuer: i, audience: a, lifetime: 9s} | gateway.yaml:1: assertion.lifetime is '9s'; it must be a duration such as",
                "assertion: {issuer: i, audience: a, lifetime: 61m} | gateway.yaml:1: assertion.lifetime is '61m'; it must be",
                "store: {type: none} | gateway.yaml:1: store.type is 'none'; it must be one of",
                "cache: {fresh-fro: 1s} | gateway.yaml:1: unknown name 'cache.fresh-fro'; did you mean 'cache.fresh-for'?",
                "routes: [{path: /a, access: open}] | gateway.yaml:1: routes.access is 'open'; it must be public",
                "trusted-proxies: [x] | gateway.yaml:1: trusted-proxies is 'x'; it must be"
            })
    void aWrongSettingIsNamedWithItsPlaceAndWhatIsRight(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(ConfigException.class).hasMessageStartingWith(message);
    }

    @Test
    void theLineIsThatOfTheSetting() {
        assertThatThrownBy(() -> read("listen: a:1\nupstreams:\n  - path: /a\n    url: http://h\n    timeout: x\n"))
                .hasMessageStartingWith("gateway.yaml:5: upstreams.timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h:80", "ftp://h", "http://", "http:///x", "http://h/?a", "http://h/#a", "http://u@h", "http://u:p@h",
                "http://h/a/../b", "http://h//", "http://h/a;b", "http://h/%2e", "//h", "HTTP://h", "'http://h h'", "/h"
            })
    void anAddressThatSaysMoreOrLessThanWhereAServiceIsIsWrong(String url) {
        assertThatThrownBy(() -> read("upstreams: [{path: /a, url: \"" + url.replace("'", "") + "\"}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("it must be an http:// or https:// address without user or query");
    }

    @Test
    void aPasswordInAnAddressIsNotShown() {
        assertThatThrownBy(() -> read("upstreams: [{path: /a, url: \"http://user:hunter2@h/\"}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("gateway.yaml:1: upstreams.url is 'http://\u2026'; it must be an http://")
                .satisfies(e -> assertThat(((ConfigException) e).value()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "http://h, http://h",
        "http://h/, http://h",
        "http://h/a/, http://h/a",
        "https://[::1]:8443/a%20b, https://[::1]:8443/a%20b"
    })
    void anAddressEndsWithoutASlash(String url, String taken) {
        assertThat(read("upstreams: [{path: /a, url: \"" + url + "\"}]")
                        .upstreams()
                        .get(0)
                        .urls())
                .containsExactly(URI.create(taken));
    }
}
