package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.RawClient.RawResponse;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP/1.1 says of a message that an intermediary passes on (RFC 9110, RFC 9112). */
class MessagesIT {

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams: [{path: /**, url: %s, timeout: 30s}]
                routes: [{path: /open/**, access: public}]
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
        upstream.script(call -> call.respond("ok"));
    }

    /** A service that responds earlier is not sent the rest. */
    private static void respondToWholeBodies() {
        upstream.script(call -> {
            call.body();
            call.respond("ok");
        });
    }

    private static void says(String response) {
        upstream.script(call -> call.write(response));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"})
    void aMethodPassesAsItIs(String method) throws Exception {
        assertThat(gateway.request(method, "/orders", BEARER).status()).isEqualTo(200);
        assertThat(upstream.next().requestLine()).isEqualTo(method + " /orders HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "GET"})
    void aBodyPassesWithItsLengthOrInChunks(String method) throws Exception {
        respondToWholeBodies();
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head(method, "/orders", BEARER, "Content-Length: 5") + "\r\nhello");
            assertThat(client.read().status()).isEqualTo(200);
            client.send(RawClient.head(method, "/orders", BEARER, "Transfer-Encoding: chunked")
                    + "\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
        ScriptedUpstream.Call known = upstream.next();
        assertThat(known.body()).isEqualTo("hello");
        assertThat(known.values("Content-Length")).containsExactly("5");
        assertThat(known.values("Content-Type")).isEmpty();
        ScriptedUpstream.Call chunked = upstream.next();
        assertThat(chunked.body()).isEqualTo("hello!");
        assertThat(Wire.isChunked(chunked.head())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 3 | Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked | Content-Length: 3",
                "Content-Length: 3 | Content-Length: 4",
                "Content-Length: 3, 4 | X-A: 1",
                "Content-Length: -3 | X-A: 1",
                "Content-Length: +3 | X-A: 1",
                "Content-Length: 0x3 | X-A: 1",
                "Content-Length: 99999999999999999999 | X-A: 1",
                "Transfer-Encoding: gzip | X-A: 1",
                "Transfer-Encoding: chunked, gzip | X-A: 1",
                "Transfer-Encoding : chunked | X-A: 1",
                "Content-Length : 3 | X-A: 1"
            })
    void aBodyOfDoubtfulLengthIsRefused(String one, String other) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(
                    RawClient.head("POST", "/open/x", one, other) + "\r\n0\r\n\r\nGET /open/smuggled HTTP/1.1\r\n\r\n");
            assertThat(client.read().status()).isIn(400, 501);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(gateway.get("/after").status()).isEqualTo(200);
        assertThat(upstream.next().target()).isEqualTo("/after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip, chunked",
                "gzip,Chunked",
                "gzip\r\nTransfer-Encoding: chunked",
                "identity, chunked",
                "x-unknown, chunked"
            })
    void aBodyInAnotherTransferCodingIsRefused(String codings) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(RawClient.head("POST", "/coded", BEARER, "Transfer-Encoding: " + codings)
                    + "\r\n3\r\nabc\r\n0\r\n\r\n");
            RawResponse response = client.read();
            assertThat(response.status()).isEqualTo(501);
            assertThat(response.value("Content-Type")).isEqualTo("application/problem+json");
            assertThat(response.body()).contains("\"code\":\"transfer_coding_not_supported\"");
        }
        assertThat(upstream.hasRequest("/coded")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nabc", "3;x=\u0001\r\nabc\r\n0\r\n\r\n", "-1\r\n\r\n", "100000000000000000\r\nabc"})
    void aBodyInWrongChunksNeverPassesAsWhole(String chunks) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(
                    RawClient.head("POST", "/open/broken", "Transfer-Encoding: chunked") + "\r\n2\r\nhi\r\n" + chunks);
            assertThat(client.read().status()).isIn(200, 400, 502);
        }
        gateway.get("/after");
        upstream.next("/after");
        ScriptedUpstream.Call call = upstream.broken();
        if (call != null) {
            assertThat(bodyIsWhole(call) && !chunks.startsWith("3;")).isFalse();
        }
    }

    private static boolean bodyIsWhole(ScriptedUpstream.Call call) {
        try {
            call.body();
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void headHasTheFieldsOfGetAndNoBody() throws Exception {
        says("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\nETag: \"a\"\r\n\r\n");
        try (RawClient client = gateway.connect()) {
            RawResponse head = client.request("HEAD", "/orders", BEARER).read(true);
            assertThat(head.value("Content-Length")).isEqualTo("1234");
            assertThat(head.value("ETag")).isEqualTo("\"a\"");
            upstream.script(call -> call.respond("next"));
            assertThat(client.request("GET", "/orders", BEARER).read().body()).isEqualTo("next");
        }
    }

    @Test
    void headSaysNoLengthWhereTheServiceSaysNone() throws Exception {
        says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        try (RawClient client = gateway.connect()) {
            assertThat(client.request("HEAD", "/orders", BEARER).read(true).values("Content-Length"))
                    .isEmpty();
            assertThat(client.request("HEAD", "/orders", BEARER).read(true).status())
                    .isEqualTo(200);
        }
    }

    /** It may not stand there (RFC 9110, section 8.6), but some services write it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void noContentHasNoLength(int length) throws Exception {
        says("HTTP/1.1 204 No Content\r\nContent-Length: " + length + "\r\n\r\n");
        RawResponse response = gateway.get("/orders");
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.values("Content-Length")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void aResponseWithoutABodyHasNone(String status) throws Exception {
        says("HTTP/1.1 " + status + "\r\nETag: \"a\"\r\n\r\n");
        try (RawClient client = gateway.connect()) {
            RawResponse response = client.request("GET", "/orders", BEARER).read();
            assertThat(response.head()).startsWith("HTTP/1.1 " + status.substring(0, 3));
            assertThat(response.value("ETag")).isEqualTo("\"a\"");
            upstream.script(call -> call.respond("next"));
            assertThat(client.request("GET", "/orders", BEARER).read().body()).isEqualTo("next");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints", "199 Whatever"})
    void anInterimResponseIsNotTheResponse(String interim) throws Exception {
        says("HTTP/1.1 " + interim + "\r\nLink: </a.css>; rel=preload\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nreal");
        try (RawClient client = gateway.connect()) {
            RawResponse response = client.request("GET", "/orders", BEARER).read();
            while (response.status() < 200) {
                response = client.read();
            }
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("real");
        }
    }

    @Test
    void aSwitchOfProtocolsThatWasNotRequestedIsABrokenResponse() throws Exception {
        says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        assertThat(gateway.get("/orders").status()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        says("HTTP/1.1 " + status + " Moved\r\nLocation: " + upstream.url() + "/other\r\nContent-Length: 0\r\n\r\n");
        RawResponse response = gateway.get("/orders");
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.value("Location")).isEqualTo(upstream.url() + "/other");
        assertThat(upstream.next().target()).isEqualTo("/orders");
        assertThat(upstream.hasRequests()).isFalse();
    }

    @Test
    void aChallengeOfTheServiceIsPassedOn() throws Exception {
        says("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"inner\"\r\nContent-Length: 0\r\n\r\n");
        RawResponse response = gateway.get("/orders");
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.values("WWW-Authenticate")).containsExactly("Basic realm=\"inner\"");
    }

    @Test
    void aCompressedBodyIsNotTouched() throws Exception {
        String packed = "\u001f\u008b\b\0nonsense";
        says("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length() + "\r\n\r\n" + packed);
        RawResponse response = gateway.get("/orders", "Accept-Encoding: gzip");
        assertThat(upstream.next().values("Accept-Encoding")).containsExactly("gzip");
        assertThat(response.values("Content-Encoding")).containsExactly("gzip");
        assertThat(response.body()).isEqualTo(packed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: attachment; filename=\"a; b, c.txt\"",
                "ETag: W/\"a,b\"",
                "Link: <https://a.example.com/?x=1,2>; rel=\"next\",</b>; rel=prev",
                "Content-Type: text/html; charset=\"UTF-8\"",
                "Content-Security-Policy: default-src 'self' ; img-src *",
                "Expires: 0",
                "X-Empty:",
                "Server: nginx/1.27"
            })
    void aFieldArrivesAsItWasSent(String field) throws Exception {
        upstream.script(call -> call.respond("ok", field));
        int colon = field.indexOf(':');
        assertThat(gateway.get("/orders").values(field.substring(0, colon)))
                .containsExactly(field.substring(colon + 1).strip());
    }

    @Test
    void everyCookieIsKept() throws Exception {
        says("HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nSet-Cookie: b=2, c; Secure\r\nset-cookie: a=3\r\n"
                + "Content-Length: 0\r\n\r\n");
        assertThat(gateway.get("/orders").values("Set-Cookie")).containsExactly("a=1; Path=/", "b=2, c; Secure", "a=3");
        upstream.next();
        gateway.get("/again");
        assertThat(upstream.next().values("Cookie")).isEmpty();
    }

    @Test
    void whatTheServiceSaysOfItsConnectionStaysThere() throws Exception {
        says("HTTP/1.1 200 OK\r\nConnection: X-Hop, keep-alive\r\nconnection: X-Other\r\nX-Hop: 1\r\nX-Other: 1\r\n"
                + "Keep-Alive: timeout=1\r\nProxy-Authenticate: Basic\r\nTrailer: X-T\r\nUpgrade: h2c\r\n"
                + "X-End: 1\r\nContent-Length: 2\r\n\r\nok");
        RawResponse response = gateway.get("/orders");
        assertThat(Wire.names(response.head()))
                .contains("X-End")
                .doesNotContain(
                        "X-Hop", "X-Other", "Keep-Alive", "Proxy-Authenticate", "Trailer", "Upgrade", "Connection");
        assertThat(response.body()).isEqualTo("ok");
    }

    @Test
    void trailersOfAResponseAreLeftOutAndItsEndIsKept() throws Exception {
        says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Trailer: 1\r\n\r\n");
        RawResponse response = gateway.get("/orders");
        assertThat(response.whole()).isTrue();
        assertThat(response.body()).isEqualTo("ok");
    }

    @Test
    void aResponseThatEndsWithItsConnectionIsWhole() throws Exception {
        upstream.script(call -> call.write("HTTP/1.1 200 OK\r\n\r\nall of it").close());
        RawResponse response = gateway.get("/orders");
        assertThat(response.body()).isEqualTo("all of it");
        assertThat(response.whole()).isTrue();
    }

    @Test
    void theRequestIsCalledTheSameOnBothSides() throws Exception {
        upstream.script(call -> call.respond("ok", "X-Request-ID: other"));
        assertThat(gateway.get("/orders", "X-Request-ID: mine.1").values("X-Request-ID"))
                .containsExactly("mine.1");
        assertThat(upstream.next().values("X-Request-ID")).containsExactly("mine.1");

        String made = gateway.get("/orders", "X-Request-ID: not (mine)").value("X-Request-ID");
        assertThat(made).matches("[A-Za-z0-9._-]{1,128}");
        assertThat(upstream.next().values("X-Request-ID")).containsExactly(made);
    }

    @Test
    void aResponseToAKeyIsPrivateUnlessTheServiceSaysWhoMayKeepIt() throws Exception {
        assertThat(gateway.get("/orders").values("Cache-Control")).containsExactly("private");
        assertThat(gateway.request("GET", "/open/x").values("Cache-Control")).isEmpty();
        upstream.script(call -> call.respond("ok", "Cache-Control: public, max-age=60", "Cache-Control: immutable"));
        assertThat(gateway.get("/orders").values("Cache-Control")).containsExactly("public, max-age=60", "immutable");
    }

    @Test
    void theDateIsThatOfTheService() throws Exception {
        String date = "Sun, 06 Nov 1994 08:49:37 GMT";
        upstream.script(call -> call.respond("ok", "Date: " + date));
        assertThat(gateway.get("/orders").values("Date")).containsExactly(date);
    }

    @Test
    void aServiceHearsWhichWayARequestCame() throws Exception {
        gateway.get(
                "/orders",
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Proto: https",
                "Forwarded: for=6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "X-Forwarded-Port: 1",
                "X_Forwarded_For: 6.6.6.6",
                "x.forwarded-host: evil",
                "Via: 1.0 front");
        ScriptedUpstream.Call call = upstream.next();
        assertThat(call.head()).doesNotContain("6.6.6.6", "evil").doesNotContain("Forwarded-Port");
        assertThat(call.values("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(call.values("X-Forwarded-Proto")).containsExactly("http");
        assertThat(call.values("X-Forwarded-Host")).containsExactly("shop.example.com");
        assertThat(call.value("Via")).startsWith("1.0 front").endsWith("1.1 keystile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "Delete", "get", "connect"})
    void aMethodThatWouldArriveAsAnotherIsRefused(String method) throws Exception {
        RawResponse response = gateway.request(method, "/open/x", BEARER);
        assertThat(response.status()).isEqualTo(501);
        assertThat(response.body()).contains("\"code\":\"method_not_supported\"");
        assertThat(upstream.hasRequests()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X_Method.Override"})
    void anotherMethodThanTheOneThatWasAuthorisedNeverArrives(String name) throws Exception {
        gateway.request("POST", "/open/x", name + ": DELETE");
        assertThat(upstream.next().head()).doesNotContain("DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Original-URL", "X-Rewrite-URL", "X_Original_URL", "X-Original-URI"})
    void anotherPathThanTheOneThatWasAuthorisedNeverArrives(String name) throws Exception {
        gateway.request("GET", "/open/x", name + ": /admin");
        assertThat(upstream.next().head().toLowerCase(Locale.ROOT)).doesNotContain("/admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "WebSocket", "h2c, websocket"})
    void aWebSocketIsRefusedInWords(String protocol) throws Exception {
        RawResponse response = gateway.get(
                "/live",
                "Connection: Upgrade",
                "Upgrade: " + protocol,
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(response.status()).isEqualTo(501);
        assertThat(response.value("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"upgrade_not_supported\"");
        assertThat(upstream.hasRequests()).isFalse();
    }

    @Test
    void aWebSocketWithoutAKeyIsNotEvenThat() throws Exception {
        assertThat(gateway.request("GET", "/live", "Connection: Upgrade", "Upgrade: websocket")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CONNECT example.com:443", "CONNECT /orders", "OPTIONS *", "OPTIONS ?/orders", "TRACE /orders"})
    void whatIsNoRequestForAResourceIsRefused(String request) throws Exception {
        String[] parts = request.split(" ");
        assertThat(gateway.request(parts[0], parts[1], BEARER).status()).isBetween(400, 501);
        assertThat(upstream.hasRequests()).isFalse();
    }
}
