package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ResponsesIT {

    private static final String HOST = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";

    private static RunningDemo demo;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        demo = RunningDemo.start(folder);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void aRefusalReachesAClientThatIsStillSendingItsBody() throws Exception {
        String body = "x".repeat(8 << 20);
        for (int i = 0; i < 4; i++) {
            HttpResponse<String> refused = demo.send("POST", "/organizations", "sk_demo_wrong", body);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("\"code\":\"unknown_key\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a header without a colon | 400",
                "two lengths              | 400",
                "an ambiguous path        | 400",
                "no path but a query      | 400",
                "not HTTP                 | 400",
                "a target of no website   | 400",
                "a long path              | 414",
                "a large header           | 431",
                "a broken query           | 400",
                "a large body             | 413",
                "a large chunked body     | 413",
                "an unknown path          | 404",
                "an unknown method        | 405"
            })
    void everyErrorIsJson(String what, int status) throws Exception {
        String response = demo.raw(request(what));
        assertThat(response).startsWith("HTTP/1.1 " + status + " ");
        assertThat(response.toLowerCase(Locale.ROOT))
                .containsPattern("\r\ncontent-type: application/(problem\\+)?json\r\n");
        JsonNode body = RunningDemo.JSON.readTree(response.substring(response.indexOf("\r\n\r\n") + 4));
        assertThat(body.get("message").stringValue()).isNotBlank();
        assertThat(body.get("code").stringValue()).matches("[a-z_]+");
        assertThat(body.has("error")).isFalse();
        assertThat(response).doesNotContain("jetty", "Exception", "<html");
    }

    @Test
    void aConnectionTakesNoKeyForOneInAnotherCase() throws Exception {
        String key = demo.demoKeys().secretKey();
        String good = "GET /organizations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + key + "\r\n\r\n";
        String nearMiss = good.replace(key, key.toLowerCase(Locale.ROOT));
        String last = nearMiss.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");

        assertThat(Pattern.compile("HTTP/1.1 (\\d+)")
                        .matcher(demo.raw(nearMiss + good + nearMiss + good + last))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("401", "200", "401", "200", "401");
    }

    private static String request(String what) {
        String key = "Authorization: Bearer " + demo.demoKeys().secretKey() + "\r\n";
        String large = "a".repeat(9_000);
        return switch (what) {
            case "a header without a colon" -> "GET /health" + HOST + "Bad header\r\n\r\n";
            case "two lengths" -> "POST /health" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab";
            case "an ambiguous path" -> "GET /a/%2e%2e/health" + HOST + key + "\r\n";
            case "no path but a query" -> "OPTIONS ?/health" + HOST + "\r\n";
            case "a target of no website" -> "GET javascript://a/health" + HOST + "\r\n";
            case "not HTTP" -> "nonsense\r\n\r\n";
            case "a long path" -> "GET /" + large + HOST + "\r\n";
            case "a large header" -> "GET /health" + HOST + "X: " + large + "\r\n\r\n";
            case "a broken query" -> "GET /organizations?limit=%zz" + HOST + key + "\r\n";
            case "a large body" -> "POST /organizations" + HOST + key + "Content-Length: 1048577\r\n\r\n";
            case "a large chunked body" ->
                "POST /organizations" + HOST + key + "Transfer-Encoding: chunked\r\n\r\n" + "100001\r\n"
                        + " ".repeat(0x100001) + "\r\n0\r\n\r\n";
            case "an unknown path" -> "GET /unknown" + HOST + key + "\r\n";
            case "an unknown method" -> "FOO /organizations" + HOST + key + "\r\n";
            default -> throw new IllegalArgumentException(what);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{} {}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{'name':1}",
                "{\"name\":\"\u0001\"}"
            })
    void aBodyThatIsNoJsonObjectIs400(String body) throws Exception {
        HttpResponse<String> response =
                demo.send("POST", "/organizations", demo.demoKeys().secretKey(), body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(RunningDemo.JSON.readTree(response.body()).get("code").stringValue())
                .isEqualTo("malformed_json");
    }

    @Test
    void theProjectIsWhatAKeyIdentifies() throws Exception {
        JsonNode project = demo.json("GET", "/project", demo.demoKeys().publishableKey(), null);
        assertThat(project.toString())
                .isEqualTo(
                        "{\"object\":\"project\",\"id\":\""
                                + demo.demoKeys().project().id()
                                + "\",\"name\":\"Demo Project\",\"environment\":\"demo\",\"account\":{\"id\":\"default\",\"name\":\"First account\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publishable", "secret"})
    void whoamiShowsWhatTheFilterAttached(String type) throws Exception {
        FirstKeys keys = demo.defaultKeys();
        String key = type.equals("secret") ? keys.secretKey() : keys.publishableKey();
        JsonNode identity = demo.json("GET", "/whoami", key, null);
        assertThat(identity.get("type").stringValue()).isEqualTo(type);
        assertThat(identity.get("environment").get("id").stringValue()).isEqualTo("default");
        assertThat(identity.get("account").toString())
                .isEqualTo("{\"id\":\"default\",\"name\":\"First account\",\"plan\":\"\"}");
        assertThat(identity.get("remote_user")).isEqualTo(identity.get("key_id"));
        assertThat(identity.toString()).doesNotContain(key);
    }

    @Test
    void aPublishableKeyDoesNotOpenOrganizations() throws Exception {
        assertThat(demo.send("GET", "/organizations", demo.demoKeys().publishableKey(), null)
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health"})
    void publicRoutesNeedNoKey(String path) throws Exception {
        assertThat(demo.raw("GET " + path + HOST + "\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(demo.raw("HEAD " + path + HOST + "\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n");
    }

    @Test
    void anythingElseWithoutAKeyIs401() throws Exception {
        assertThat(demo.raw("GET /unknown" + HOST + "\r\n")).startsWith("HTTP/1.1 401 ");
    }
}
