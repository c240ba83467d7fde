package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

    private static final Scopes SOME = Scopes.of(List.of("a", "organizations:write"));

    private final Identity unrestricted = identity(KeyType.SECRET, Scopes.all());
    private final Identity restricted = identity(KeyType.SECRET, SOME);
    private final Identity publishable = identity(KeyType.PUBLISHABLE, Scopes.all());

    @ParameterizedTest
    @CsvSource({
        "secret,              true,  true,  false",
        "publishable,         false, false, true",
        "environment:demo,    true,  true,  true",
        "environment:default, false, false, false",
        "environment:,        false, false, false",
        "environment:*,       false, false, false",
        "Secret,              true,  false, false",
        "organizations:write, true,  true,  false",
        "organizations:read,  true,  false, false",
        "*,                   false, false, false",
        "**,                  true,  true,  true",
        "'',                  true,  false, false"
    })
    void rolesAreTypeEnvironmentAndASecretKeysScopes(String role, boolean all, boolean some, boolean none) {
        assertThat(unrestricted.hasRole(role)).isEqualTo(all);
        assertThat(restricted.hasRole(role)).isEqualTo(some);
        assertThat(publishable.hasRole(role)).isEqualTo(none);
    }

    @Test
    void itsNameIsTheKeysId() {
        assertThat(unrestricted.getName()).isEqualTo("key_1");
    }

    private static Identity identity(KeyType type, Scopes scopes) {
        return Identity.of("key_1", type, TestKeys.DEMO, scopes);
    }
}
