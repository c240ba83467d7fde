package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients, gateway and service on addresses of version 6. */
class Ipv6IT {

    private static ScriptedUpstream upstream;

    @BeforeAll
    static void start() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        assumeTrue(canListen(loopback), "The tests of IPv6 need a loopback address of it, ::1.");
        upstream = ScriptedUpstream.start(loopback, 0, call -> call.respond("ok"));
    }

    private static boolean canListen(InetAddress address) {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (upstream != null) {
            upstream.close();
        }
    }

    private static Gateway gateway(Path folder, String more) throws Exception {
        Path file = RunningGateway.configure(folder, """
                upstreams: [{path: /**, url: "http://[::1]:%d"}]
                routes: [{path: /**, access: secret}]
                """.formatted(upstream.port()) + more);
        Files.writeString(file, Files.readString(file).replace("listen: 127.0.0.1:0", "listen: '[::1]:0'"));
        return Gateway.start(file);
    }

    @Test
    void aRequestPassesBetweenAddressesOfVersion6(@TempDir Path folder) throws Exception {
        try (Gateway gateway = gateway(folder, "");
                RawClient client = RawClient.connect(gateway.baseUri())) {
            assertThat(gateway.baseUri().getHost()).isEqualTo("[::1]");
            for (int i = 0; i < 2; i++) {
                assertThat(client.request("GET", "/orders", BEARER, "X-Forwarded-For: 203.0.113.9")
                                .read()
                                .body())
                        .isEqualTo("ok");
                ScriptedUpstream.Call call = upstream.next();
                assertThat(call.values("Host")).containsExactly("[::1]:" + upstream.port());
                assertThat(call.values("X-Forwarded-For")).containsExactly("0:0:0:0:0:0:0:1");
                assertThat(call.values("X-Forwarded-Host")).containsExactly("shop.example.com");
            }
        }
    }

    @Test
    void aTrustedProxyOfVersion6IsBelieved(@TempDir Path folder) throws Exception {
        try (Gateway gateway = gateway(folder, "trusted-proxies: ['::1/128']\n");
                RawClient client = RawClient.connect(gateway.baseUri())) {
            client.request("GET", "/orders", BEARER, "X-Forwarded-For: 2001:db8::1", "X-Forwarded-Proto: https")
                    .read();
            ScriptedUpstream.Call call = upstream.next();
            assertThat(call.values("X-Forwarded-For")).containsExactly("2001:db8::1, 0:0:0:0:0:0:0:1");
            assertThat(call.values("X-Forwarded-Proto")).containsExactly("https");
        }
    }
}
