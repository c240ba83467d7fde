package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailoverIT {

    @TempDir
    private Path folder;

    @Test
    void severalAddressesTakeTurnsAndOneThatIsDownIsPassedOver() throws Exception {
        try (ScriptedUpstream one = ScriptedUpstream.start(call -> call.respond("one"));
                ScriptedUpstream two = ScriptedUpstream.start(call -> call.respond("two"));
                RunningGateway gateway = RunningGateway.start(
                        folder, "upstreams: [{path: /**, url: [%s, %s]}]".formatted(one.url(), two.url()))) {
            assertThat(bodies(gateway, 4)).containsExactly("one", "two", "one", "two");
            one.close();
            // The first of these is told elsewhere after a refused connection, the others are not sent there at all.
            assertThat(bodies(gateway, 6)).containsOnly("two");
            two.close();
            assertThat(gateway.get("/x").status()).isEqualTo(502);
        }
    }

    @Test
    void aBodyThatNobodyHasReadGoesElsewhereToo() throws Exception {
        try (ScriptedUpstream two = ScriptedUpstream.start(call -> call.respond("got " + call.body()))) {
            ScriptedUpstream one = ScriptedUpstream.start();
            one.close();
            try (RunningGateway gateway = RunningGateway.start(
                            folder, "upstreams: [{path: /**, url: [%s, %s]}]".formatted(one.url(), two.url()));
                    RawClient client = gateway.connect()) {
                String request = RawClient.head("POST", "/x", BEARER, "Content-Length: 2") + "\r\nab";
                for (int i = 0; i < 5; i++) {
                    assertThat(client.send(request).read().body()).isEqualTo("got ab");
                }
            }
        }
    }

    @Test
    void anAddressThatRespondsWithAnErrorIsNotDown() throws Exception {
        try (ScriptedUpstream one = ScriptedUpstream.start(
                        call -> call.write("HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops"));
                ScriptedUpstream two = ScriptedUpstream.start(call -> call.respond("two"));
                RunningGateway gateway = RunningGateway.start(
                        folder, "upstreams: [{path: /**, url: [%s, %s]}]".formatted(one.url(), two.url()))) {
            assertThat(bodies(gateway, 4)).containsExactly("oops", "two", "oops", "two");
        }
    }

    private static List<String> bodies(RunningGateway gateway, int count) throws Exception {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bodies.add(gateway.get("/x").body());
        }
        return bodies;
    }
}
