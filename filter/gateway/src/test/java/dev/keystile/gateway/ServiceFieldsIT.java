package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.RawClient.RawResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a service's response reach the client once each, and the server adds none that the service has set. */
class ServiceFieldsIT {

    private static final String DATE = "Date: Mon, 01 Jan 2024 00:00:00 GMT";

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams: [{path: /**, url: %s}]
                routes: [{path: /open, access: public}]
                """.formatted(upstream.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
    }

    private static RawResponse responseWith(String... fields) throws Exception {
        upstream.script(call ->
                call.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + String.join("\r\n", fields) + "\r\n\r\nok"));
        return gateway.request("GET", "/open", "X-Request-ID: mine");
    }

    /** The fields of a response without the status line. */
    private static List<String> fields(RawResponse response) {
        return Stream.of(response.head().split("\r\n")).skip(1).toList();
    }

    @Test
    void theServerAddsOnlyTheIdOfTheRequest() throws Exception {
        assertThat(fields(responseWith(DATE)))
                .containsExactlyInAnyOrder("X-Request-ID: mine", "Content-Length: 2", DATE);
    }

    @Test
    void andADateIfTheServiceHasNone() throws Exception {
        assertThat(fields(responseWith("X-A: 1")))
                .filteredOn(field -> !field.startsWith("Date: "))
                .containsExactlyInAnyOrder("X-Request-ID: mine", "Content-Length: 2", "X-A: 1");
    }

    @Test
    void fieldsThatAServiceSetsTwiceComeTwiceAndInTheirOrder() throws Exception {
        RawResponse response = responseWith(
                "Set-Cookie: a=1",
                "Set-Cookie: b=2",
                "Link: <a>",
                "Link: <b>",
                "Cache-Control: no-cache",
                "Cache-Control: no-store",
                "Vary: A",
                "Vary: B",
                "WWW-Authenticate: A",
                "WWW-Authenticate: B");
        assertThat(response.values("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(response.values("Link")).containsExactly("<a>", "<b>");
        assertThat(response.values("Cache-Control")).containsExactly("no-cache", "no-store");
        assertThat(response.values("Vary")).containsExactly("A", "B");
        assertThat(response.values("WWW-Authenticate")).containsExactly("A", "B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\nContent-Type: text/html",
                "Date: Mon, 01 Jan 2024 00:00:00 GMT\r\nDate: Tue, 02 Jan 2024 00:00:00 GMT",
                "Server: a/1\r\nServer: b/2",
                "Location: /a\r\nLocation: /b"
            })
    void ofFieldsThatMayComeOnceTheFirstArrives(String fields) throws Exception {
        String[] lines = fields.split("\r\n");
        RawResponse response = responseWith(lines);
        String name = fields.substring(0, fields.indexOf(':'));
        assertThat(response.values(name)).containsExactly(lines[0].substring(name.length() + 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: keep-alive",
                "Connection: x-mine\r\nX-Mine: 1",
                "Keep-Alive: timeout=5",
                "Proxy-Connection: keep-alive",
                "Proxy-Authenticate: Basic",
                "Upgrade: h2c",
                "TE: trailers",
                "X-Request-ID: of-service"
            })
    void whatConcernsTheConnectionOrTheGatewayDoesNotPass(String fields) throws Exception {
        assertThat(fields(responseWith((DATE + "\r\n" + fields).split("\r\n"))))
                .containsExactlyInAnyOrder("X-Request-ID: mine", "Content-Length: 2", DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 3", "Transfer-Encoding: chunked"})
    void aServiceThatContradictsItselfAboutTheLengthIsNotPassedOn(String field) throws Exception {
        upstream.script(call -> call.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + field + "\r\n\r\nok")
                .close());
        assertThat(gateway.request("GET", "/open").status()).isEqualTo(502);
    }

    @Test
    void theCodeOfARefusalOfTheServiceIsItsOwn() throws Exception {
        upstream.script(call -> call.respond("no", "X-Keystile-Error: insufficient_scope"));
        try (RawClient client = gateway.connect()) {
            client.send("POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
            assertThat(client.read(false).value("X-Keystile-Error")).isEqualTo("insufficient_scope");
            assertThat(client.readByte()).isEqualTo(-1);
        }
    }
}
