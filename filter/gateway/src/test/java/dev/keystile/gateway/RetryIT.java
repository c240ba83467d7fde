package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
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

/** How often a request is sent to a service that fails. */
class RetryIT {

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(
                folder,
                "upstreams: [{path: /**, url: %s}, {path: /two/**, url: [http://127.0.0.1:1, %1$s]}]"
                        .formatted(upstream.url()));
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

    private static int request(String method, String target, String body) throws Exception {
        try (RawClient client = gateway.connect()) {
            String head = RawClient.head(method, target, BEARER);
            client.send(body.isEmpty() ? head + "\r\n" : head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            return client.read(method.equals("HEAD")).status();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "POST"})
    void aHeadThatIsTooLargeIsAResponse(String method) throws Exception {
        upstream.script(call -> call.respond("ok", "X-Large: " + "a".repeat(200_000)));
        assertThat(request(method, "/large", "")).isEqualTo(502);
        assertThat(upstream.requestCount("/large")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "H",
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\nX-A",
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
            })
    void whatBeginsAndBreaksOffIsAResponse(String begin) throws Exception {
        upstream.script(call -> call.write(begin).close());
        assertThat(request("GET", "/broken-off", "")).isEqualTo(502);
        assertThat(request("DELETE", "/broken-off", "")).isEqualTo(502);
        assertThat(upstream.requestCount("/broken-off")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, '', 2",
        "HEAD, '', 2",
        "OPTIONS, '', 2",
        "PUT, '', 2",
        "DELETE, '', 2",
        "POST, '', 1",
        "PATCH, '', 1",
        "PUT, body, 1",
        "DELETE, body, 1",
        "POST, body, 1"
    })
    void nothingAtAllIsNoResponseAndOneMoreTry(String method, String body, int times) throws Exception {
        upstream.script(ScriptedUpstream.Call::close);
        assertThat(request(method, "/silent", body)).isEqualTo(502);
        assertThat(upstream.requestCount("/silent")).isEqualTo(times);
    }

    @Test
    void theOtherConnectionMayBeBetter() throws Exception {
        upstream.script(call -> {
            if (upstream.requestCount("/better") == 1) {
                call.close();
            }
            call.respond("ok");
        });
        assertThat(request("GET", "/better", "")).isEqualTo(200);
        assertThat(upstream.requestCount("/better")).isEqualTo(2);
    }

    @Test
    void whatWasNotSentGoesToAnotherAddressOnce() throws Exception {
        upstream.script(call -> call.respond("got " + call.body()));
        for (int i = 0; i < 4; i++) {
            assertThat(request("PUT", "/two/x", "body")).isEqualTo(200);
        }
        assertThat(upstream.requestCount("/two/x")).isEqualTo(4);
    }
}
