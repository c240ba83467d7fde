package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that speak HTTP/2 without an upgrade. */
class Http2IT {

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;
    private static HttpClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams: [{path: /**, url: %1$s}, {path: /small, url: %1$s, max-request-size: 10B}]
                routes: [{path: /open/**, access: public}]
                """.formatted(upstream.url()));
        client = new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client()));
        client.start();
    }

    @AfterAll
    static void stop() throws Exception {
        client.stop();
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
        upstream.script(call -> call.respond("got " + call.body()));
    }

    private static Request request(String method, String path) throws Exception {
        return client.newRequest(gateway.uri().resolve(path))
                .method(method)
                .timeout(10, TimeUnit.SECONDS)
                .headers(fields -> fields.put("Authorization", "Bearer " + RunningGateway.SECRET));
    }

    @Test
    void aRequestArrivesWithItsIdentity() throws Exception {
        ContentResponse response = request("GET", "/orders?a=1")
                .headers(fields -> fields.add("x_keystile_key_id", "forged").add("x-keystile-key-id", "forged"))
                .send();
        assertThat(response.getStatus()).isEqualTo(200);
        ScriptedUpstream.Call call = upstream.next("/orders?a=1");
        assertThat(call.requestLine()).isEqualTo("GET /orders?a=1 HTTP/1.1");
        assertThat(call.values("X-Keystile-Key-Id")).containsExactly("key_secret");
        assertThat(call.head()).doesNotContain("forged", RunningGateway.SECRET);
        assertThat(call.values("X-Forwarded-Host"))
                .containsExactly("127.0.0.1:" + gateway.uri().getPort());
    }

    @Test
    void aBodyNeedsNeitherALengthNorAType() throws Exception {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "GET")) {
            AsyncRequestContent content = new AsyncRequestContent();
            CountDownLatch arrived = new CountDownLatch(1);
            upstream.script(call -> {
                StringBuilder body = new StringBuilder();
                for (String next = call.chunk(); !next.isEmpty(); next = call.chunk()) {
                    body.append(next);
                    arrived.countDown();
                }
                call.respond(body.toString());
            });
            var response =
                    new CompletableResponseListener(request(method, "/orders").body(content)).send();
            content.write(false, StandardCharsets.UTF_8.encode("first "), Callback.NOOP);
            assertThat(arrived.await(TestTimeout.SECONDS, TimeUnit.SECONDS))
                    .as(method)
                    .isTrue();
            content.write(true, StandardCharsets.UTF_8.encode("other"), Callback.NOOP);
            assertThat(response.get(TestTimeout.SECONDS, TimeUnit.SECONDS).getContentAsString())
                    .as(method)
                    .isEqualTo("first other");
        }
    }

    @Test
    void aRequestWithoutABodyArrivesWithoutOne() throws Exception {
        for (String method : List.of("GET", "DELETE", "POST")) {
            assertThat(request(method, "/orders").send().getContentAsString()).isEqualTo("got ");
            ScriptedUpstream.Call call = upstream.next("/orders");
            assertThat(call.requestLine()).startsWith(method);
            if (!method.equals("POST")) {
                assertThat(call.values("Transfer-Encoding")).as(method).isEmpty();
            }
        }
    }

    /** RFC 9113, section 8.2.3. */
    @Test
    void cookiesThatCameInPiecesArriveInOneField() throws Exception {
        request("GET", "/orders")
                .headers(fields -> fields.add("cookie", "a=1").add("cookie", "b=2; c=3"))
                .send();
        assertThat(upstream.next().values("Cookie")).containsExactly("a=1; b=2; c=3");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        assertThat(request("POST", "/small")
                        .body(new StringRequestContent("0123456789a"))
                        .send()
                        .getStatus())
                .isEqualTo(413);
        AsyncRequestContent content = new AsyncRequestContent();
        var response = new CompletableResponseListener(request("POST", "/small").body(content)).send();
        content.write(true, StandardCharsets.UTF_8.encode("0123456789a"), Callback.NOOP);
        assertThat(response.get(TestTimeout.SECONDS, TimeUnit.SECONDS).getStatus())
                .isEqualTo(413);
    }

    @Test
    void aForgedIdentityInTrailersNeverArrives() throws Exception {
        HttpFields trailers =
                HttpFields.build().add("x-keystile-key-id", "forged").add("x-other", "forged");
        ContentResponse response = client.newRequest(gateway.uri().resolve("/open/x"))
                .method("POST")
                .body(new StringRequestContent("abc"))
                .trailersSupplier(() -> trailers)
                .send();
        assertThat(response.getContentAsString()).isEqualTo("got abc");
        assertThat(upstream.next("/open/x").head()).doesNotContain("forged");
    }

    @Test
    void aResponseThatBreaksOffIsBroken() throws Exception {
        upstream.script(call ->
                call.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf").close());
        assertThat(new CompletableResponseListener(request("GET", "/orders")).send())
                .failsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void withoutAKeyNobodyComesThrough() throws Exception {
        ContentResponse response =
                client.newRequest(gateway.uri().resolve("/nobody")).send();
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeaders().get("WWW-Authenticate")).startsWith("Bearer realm=");
        assertThat(upstream.hasRequest("/nobody")).isFalse();
    }

    @Test
    void anUpgradeToHttp2IsDecidedLikeAnyOtherRequest() throws Exception {
        try (RawClient raw = gateway.connect()) {
            raw.request(
                    "GET",
                    "/upgrade",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__");
            String head = raw.readHead();
            assertThat(head).matches("(?s)HTTP/1.1 (101|401).*");
        }
        assertThat(upstream.hasRequest("/upgrade")).isFalse();
    }
}
