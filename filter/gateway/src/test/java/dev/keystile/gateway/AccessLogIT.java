package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static dev.keystile.gateway.RunningGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.LogLines;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One line for each request, and in none of them a key (SECURITY 14). */
class AccessLogIT {

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    private LogLines lines;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams: [{path: /**, url: %s}, {path: /down, url: http://127.0.0.1:1}]
                routes:
                  - {path: /open/**, access: public}
                  - {path: /closed, access: denied}
                  - {path: /scoped, access: secret, scopes: ["a:b"]}
                """.formatted(upstream.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void listen() {
        lines = LogLines.of("dev.keystile.access");
    }

    @AfterEach
    void close() {
        lines.close();
    }

    /** It is written once the response is. */
    private String line() {
        await().until(() -> !lines.withLevels().isEmpty());
        assertThat(lines.withLevels()).hasSize(1);
        return lines.withLevels().get(0);
    }

    @Test
    void aLineTellsWhoseRequestItWasAndHowLongTheServiceTook() throws Exception {
        gateway.get("/orders?token=hidden", "X-Request-ID: r-1");
        assertThat(line())
                .matches("INFO client=127\\.0\\.0\\.1 method=GET path=/orders status=200 decision=granted"
                        + " key=key_secret account=cus_42 environment=demo upstream=" + upstream.url()
                        + " upstream_ms=[0-9]+\\.[0-9] ms=[0-9]+\\.[0-9] bytes=2 request_id=r-1");
    }

    @Test
    void whatAServiceSaysInPlaceOfAResponseIsQuotedInOneLineAndWithoutAKey() throws Exception {
        upstream.script(
                call -> call.write("HTTP/1.1 2\"0 " + SECRET + "\r\n\r\n").close());
        assertThat(gateway.get("/x").status()).isEqualTo(502);
        upstream.script(call -> call.respond("ok"));
        assertThat(line()).matches(".* status=502 .* error=\"[ !#-~]+\"").doesNotContain("sk_");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 | 203.0.113.9 | client=203.0.113.9 peer=127.0.0.1 ",
                "127.0.0.1 | 192.0.2.1, 203.0.113.9, 127.0.0.1 | client=203.0.113.9 peer=127.0.0.1 ",
                "127.0.0.1 | 2001:db8::7 | client=2001:db8::7 peer=127.0.0.1 ",
                "127.0.0.1 | sk_demo_x client=1 | client=- peer=127.0.0.1 ",
                "127.0.0.1 | 127.0.0.1 | client=127.0.0.1 ",
                "192.0.2.1 | 203.0.113.9 | client=127.0.0.1 ",
            })
    void theClientIsTheOneThatTrustedProxiesTellOf(String proxies, String hops, String logged, @TempDir Path folder)
            throws Exception {
        try (RunningGateway behind =
                RunningGateway.start(folder, "trusted-proxies: [" + proxies + "]\nexternal-auth: [{style: nginx}]\n")) {
            behind.get("/x", "X-Forwarded-For: " + hops);
            assertThat(line()).startsWith("INFO " + logged + " method=GET path=/x ");
            lines.close();
            listen();
            behind.get("/authz", "X-Forwarded-For: " + hops, "X-Original-Method: PUT", "X-Original-URI: /y");
            String original = proxies.equals("127.0.0.1") ? "method=PUT path=/y " : "method=GET path=/authz ";
            assertThat(line()).startsWith("INFO " + logged + " " + original);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/open/x, open, -, 200",
        "/closed, route_closed, -, 403",
        "/orders, missing_key, -, 401",
        "/open/../x, ambiguous_path, -, 400"
    })
    void aLineTellsWhatWasDecidedWithoutAKey(String path, String decision, String key, int status) throws Exception {
        gateway.request("GET", path);
        assertThat(line())
                .contains(" status=" + status + " decision=" + decision + " key=" + key + " account=- environment=- ");
    }

    @Test
    void aServiceThatIsDownIsNamed() throws Exception {
        gateway.request("GET", "/down", BEARER);
        assertThat(line())
                .contains(" status=502 decision=granted key=key_secret ")
                .matches(
                        ".* upstream=http://127\\.0\\.0\\.1:1 upstream_ms=[0-9.]+ .* error=\"ConnectException: [ -~]+\"");
    }

    @Test
    void aKeyThatIsRefusedIsNamedIfTheStoreKnowsIt() throws Exception {
        gateway.request("GET", "/page", "Authorization: Bearer " + RunningGateway.PUBLISHABLE);
        assertThat(line())
                .contains(" decision=secret_key_required key=key_publishable account=cus_42 environment=demo ");
    }

    @Test
    void anUnknownKeyIsNot() throws Exception {
        String unknown = new dev.keystile.key.KeyGenerator().newKey(dev.keystile.key.KeyType.SECRET, "demo");
        gateway.request("GET", "/orders", "Authorization: Bearer " + unknown);
        assertThat(line()).contains(" decision=unknown_key key=- ").doesNotContain(unknown.substring(0, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%s", "/a/%s/b", "/SK_x", "/%%73k_demo_x", "/%%70%%6b_x", "/x%%20sk_"})
    void aPathThatSeemsToHoldAKeyIsLeftOut(String path) throws Exception {
        gateway.request("GET", path.formatted(SECRET), BEARER);
        assertThat(line()).contains(" path=- ").doesNotContain(SECRET).doesNotContainIgnoringCase("k_x");
    }

    @Test
    void soIsAMethodThatSeemsToHoldOne() throws Exception {
        gateway.request(SECRET, "/orders", BEARER);
        assertThat(line()).contains(" method=- path=/orders ").doesNotContain(SECRET);
    }

    @Test
    void aKeyInTheQueryIsLeftOut() throws Exception {
        gateway.request("GET", "/orders?key=" + SECRET, "X-Request-ID: " + "a".repeat(200));
        assertThat(line()).contains(" path=/orders ").doesNotContain("sk_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a\u001b[31m",
                "/a\u0000",
                "/a\tb",
                "/\u00e9",
                "/${jndi:ldap://x}",
                "/a%0d%0astatus=200",
                "/a\u0085b",
                "/a=b&status=500",
                "/\"x\""
            })
    void nothingInAPathCanForgeALine(String path) throws Exception {
        gateway.request("GET", path, BEARER);
        assertThat(line()).matches("[ -~]+").doesNotContain("${").containsOnlyOnce(" status=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@scope/it's!", "/a$b&c+d,e=f", "/~x/-._/(*):;", "/a%20b%C3%A9"})
    void aPathStandsThereAsItWasSent(String path) throws Exception {
        gateway.request("GET", path, BEARER);
        assertThat(line()).contains(" path=" + path + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "/a\u001b[31m, /a\\x1b[31m",
        "/\u00e9, /\\xc3\\xa9",
        "'/\"x\"', /\\x22x\\x22",
        "'/a\\b', /a\\x5cb",
        "/${jndi:x}, /$\\x7bjndi:x\\x7d"
    })
    void whatCouldEndAWordIsEscaped(String path, String logged) {
        assertThat(LogWord.of(path)).isEqualTo(logged);
    }

    @Test
    void nothingInAMethodCanEither() throws Exception {
        gateway.request("GET=x|status", "/orders", BEARER);
        assertThat(line()).matches("[ -~]+").containsOnlyOnce(" status=");
    }
}
