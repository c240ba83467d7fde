package dev.keystile.demo.sso;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.demo.api.ApiException;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.route.Access;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.store.KeyStoreException;
import org.junit.jupiter.api.Test;

class ClientSecretVerifierTest {

    private static final Project PROJECT = Project.ofDefault("project_demo", new Environment("demo", "Demo Project"));

    @Test
    void anOutageOfTheStoreIsNotTheClientsFault() {
        ApiKeyAuthFilter filter = ApiKeyAuthFilter.builder()
                .store(digest -> {
                    throw new KeyStoreException("out of order");
                })
                .route("/**", Access.SECRET)
                .build();
        ClientSecretVerifier secrets =
                new ClientSecretVerifier(filter.keystile().orElseThrow().authenticator());
        String key = new KeyGenerator().newKey(KeyType.SECRET, "demo");
        assertThatThrownBy(() -> secrets.verify(key, PROJECT, null))
                .isInstanceOf(ApiException.class)
                .hasMessage("HTTP 503");
        filter.destroy();
    }
}
