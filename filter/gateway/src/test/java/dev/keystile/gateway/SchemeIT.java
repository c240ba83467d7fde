package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static dev.keystile.gateway.RunningGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service hears by which scheme a request came, whatever scheme the request names itself (RFC 9112, section 3.2.2). */
class SchemeIT {

    private static final String HOST = "shop.example.com";

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams: [{path: /**, url: %s}]
                external-auth: [{path: /authz, style: nginx}, {path: /envoy, style: envoy}]
                trusted-proxies: [127.0.0.2]
                """.formatted(upstream.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "HTTPS", "hTTp"})
    void theSchemeIsThatOfTheConnection(String scheme) throws Exception {
        assertThat(gateway.get(scheme + "://" + HOST + "/orders?a=b").status()).isEqualTo(200);

        ScriptedUpstream.Call call = upstream.next();
        assertThat(call.requestLine()).isEqualTo("GET /orders?a=b HTTP/1.1");
        assertThat(call.values("X-Forwarded-Proto")).containsExactly("http");
        assertThat(call.values("X-Forwarded-Host")).containsExactly(HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript://" + HOST + "/orders",
                "ftp://" + HOST + "/orders",
                "ws://" + HOST + "/orders",
                "httpx://" + HOST + "/orders",
                "h://" + HOST + "/orders",
                "JavaScript://" + HOST + "/",
                "javascript:alert(1)",
                "http:orders",
                "://" + HOST + "/orders",
                "https://" + HOST + "@" + HOST + "/orders",
                "https:///orders",
                "https://other.example.com/orders",
                "https://" + HOST + ":1/orders",
            })
    void anotherSchemeOrServerIsRefused(String target) throws Exception {
        for (String credential : new String[] {BEARER, "Accept: */*"}) {
            RawClient.RawResponse response = gateway.request("GET", target, credential);
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("\"code\":\"bad_request\"", "\"message\":\"The ");
            assertThat(response.value("Content-Type")).matches("application/(problem\\+)?json");
            assertThat(response.value("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(upstream.hasRequests()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/.well-known/jwks.json", "/authz", "/envoy/orders"})
    void theRefusalIsAProblemDocumentEverywhere(String path) throws Exception {
        RawClient.RawResponse response = gateway.get("javascript://" + HOST + path, "X-Original-URI: /orders");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.value("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body())
                .contains("\"type\":\"urn:keystile:problem:bad_request\"", "\"status\":400")
                .contains("The target of the request names a scheme that is not http or https: send the path alone.");
    }

    @ParameterizedTest
    @CsvSource({
        "http, shop, shop, 200",
        "https, shop, shop, 200",
        "https, shop, '', 200",
        "HTTPS, shop, SHOP, 200",
        "javascript, shop, shop, 400",
        "ws, shop, '', 400",
        "https, shop, other, 400",
        "http, shop:80, shop, 200",
        "https, shop, SHOP:443, 200",
        "http, shop, shop:8080, 400",
        "http, '[::1]', '[::1]:80', 200",
    })
    void inHttp2TheSchemeIsThatOfTheConnectionToo(String scheme, String authority, String host, int status)
            throws Exception {
        String[] fields = {
            ":method",
            "GET",
            ":scheme",
            scheme,
            ":authority",
            authority,
            ":path",
            "/orders",
            "authorization",
            "Bearer " + SECRET,
            host.isEmpty() ? "x-none" : "host",
            host
        };
        try (RawHttp2 client = new RawHttp2(gateway.uri())) {
            assertThat(status(client.request(null, fields).awaitEnd())).isEqualTo(status);
        }
        if (status == 200) {
            ScriptedUpstream.Call call = upstream.next();
            assertThat(call.values("X-Forwarded-Proto")).containsExactly("http");
            assertThat(call.values("X-Forwarded-Host").get(0)).startsWithIgnoringCase(authority.replace(":80", ""));
        } else {
            assertThat(upstream.hasRequests()).isFalse();
        }
    }

    /** The first field, which these statuses have in the static table (RFC 7541, appendix A). */
    private static int status(byte[] fields) {
        int at = 0;
        // A change of the table's size may stand before it (section 6.3).
        if (fields.length > 0 && (fields[0] & 0xe0) == 0x20) {
            boolean longer = (fields[at++] & 0x1f) == 0x1f;
            while (longer) {
                longer = (fields[at++] & 0x80) != 0;
            }
        }
        return switch (fields.length == 0 ? 0 : fields[at] & 0xff) {
            case 0x88 -> 200;
            case 0x8c -> 400;
            default -> 0;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "/x, shop:80",
        "/x, SHOP",
        "/x, shop:8080",
        "/x, '[::1]:80'",
        "http://shop/x, shop",
        "https://shop/x, shop"
    })
    void aHostMayNameItsPort(String target, String host) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + BEARER + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(upstream.next().values("X-Forwarded-Host")).containsExactly(host);
    }

    @Test
    void aClientThatIsNoTrustedProxyCannotSayItEither() throws Exception {
        gateway.get("https://" + HOST + "/orders", "X-Forwarded-Proto: https", "Forwarded: proto=https");

        ScriptedUpstream.Call call = upstream.next();
        assertThat(call.values("X-Forwarded-Proto")).containsExactly("http");
        assertThat(call.values("Forwarded")).isEmpty();
    }
}
