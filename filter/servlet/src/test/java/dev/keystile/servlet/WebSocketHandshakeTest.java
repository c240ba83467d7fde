package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.route.Access;
import dev.keystile.store.MemoryKeyStore;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.junit.jupiter.api.Test;

/** Embedded Jetty upgrades in a filter of its own, which has to come after ours. */
class WebSocketHandshakeTest {

    private static final String[] HANDSHAKE = {
        "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13"
    };

    /** Says nothing. */
    public static final class Silent extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {}
    }

    @Test
    void aHandshakeNeedsAKey() throws Exception {
        MemoryKeyStore store = new MemoryKeyStore();
        String key = new KeyGenerator().newKey(KeyType.SECRET, "demo");
        store.put(new ApiKey(
                "key_1",
                KeyType.SECRET,
                Project.ofDefault("project_1", new Environment("demo", "Demo Project")),
                "test",
                PresentedKey.read(key).digest(),
                null,
                Scopes.of(List.of()),
                Restrictions.NONE,
                Instant.EPOCH,
                null,
                null));
        JettyFixture fixture = new JettyFixture()
                .filter(JettyFixture.builder()
                        .store(store)
                        .route("/**", Access.SECRET)
                        .build());
        JakartaWebSocketServletContainerInitializer.configure(
                fixture.context,
                (context, container) -> container.addEndpoint(
                        ServerEndpointConfig.Builder.create(Silent.class, "/ws").build()));
        try (JettyFixture jetty = fixture.start()) {
            assertThat(jetty.upgrade("/ws", HANDSHAKE)).startsWith("HTTP/1.1 401");
            assertThat(jetty.upgrade("/ws", HANDSHAKE[0], HANDSHAKE[1], HANDSHAKE[2], "Authorization: Bearer " + key))
                    .startsWith("HTTP/1.1 101");
        }
    }
}
