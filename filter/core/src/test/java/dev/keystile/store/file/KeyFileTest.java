package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final Project DEMO = Project.ofDefault("project_1", new Environment("demo", "Demo Project"));
    private static final Instant MADE = Instant.parse("2026-11-24T00:00:00Z");
    private static final KeyDigest DIGEST = KeyDigest.ofHex("0f".repeat(32));

    private static ApiKey key(String name, Scopes scopes) {
        return key(name, scopes, Restrictions.NONE);
    }

    private static ApiKey key(String name, Scopes scopes, Restrictions restrictions) {
        KeyType type = restrictions.origins() == null ? KeyType.SECRET : KeyType.PUBLISHABLE;
        return new ApiKey("key_1", type, DEMO, name, DIGEST, null, scopes, restrictions, MADE, null, null);
    }

    @Test
    void environmentsAndKeysAreRead() throws KeyStoreException {
        KeyFile file = KeyFile.parse("""
                environments:
                  - {id: default, name: Default Project, project-id: project_0}
                  - {id: demo, name: Demo Project, project-id: project_1}
                keys:
                  - {id: key_1, type: secret, environment: demo, name: ci, sha256: %1$s, created-at: 2026-11-24T00:00:00Z, expires-at: null, revoked-at: null}
                  - id: key_2
                    type: secret
                    environment: default
                    sha256: %2$s
                    last-four: "1234"
                    scopes: ["orders:read", "orders:write"]
                    created-at: 2026-11-24T00:00:00Z
                    expires-at: 2027-01-01T01:00:00+01:00
                    revoked-at: 2026-12-01T00:00:00Z
                """.formatted("0f".repeat(32), "AB".repeat(32)), "keys.yaml");

        Project usual = Project.ofDefault("project_0", new Environment("default", "Default Project"));
        assertThat(file.projects()).containsExactly(usual, DEMO);
        assertThat(file.keys())
                .containsExactly(
                        key("ci", Scopes.all()),
                        new ApiKey(
                                "key_2",
                                KeyType.SECRET,
                                usual,
                                "",
                                KeyDigest.ofHex("ab".repeat(32)),
                                "1234",
                                Scopes.of(List.of("orders:read", "orders:write")),
                                Restrictions.NONE,
                                MADE,
                                Instant.parse("2027-01-01T00:00:00Z"),
                                Instant.parse("2026-12-01T00:00:00Z")));
    }

    @Test
    void noScopesAreEveryScopeAndAnEmptyListIsNone() throws KeyStoreException {
        KeyFile none = KeyFile.ofDefaultAccount(List.of(DEMO), List.of(key("", Scopes.of(List.of()))));

        assertThat(KeyFile.parse(none.render(), "f").keys().get(0).scopes()).isEqualTo(Scopes.of(List.of()));
    }

    @Test
    void originsAndNetworksAreRead() throws KeyStoreException {
        KeyFile file = KeyFile.parse("""
                environments: [{id: demo, name: Demo Project, project-id: project_1}]
                keys:
                  - id: key_1
                    type: publishable
                    environment: demo
                    sha256: %s
                    allowed-origins: [https://app.example.com, "http://localhost:3000"]
                    created-at: 2026-11-24T00:00:00Z
                  - id: key_2
                    type: secret
                    environment: demo
                    sha256: %s
                    allowed-networks:
                      - 10.0.0.0/8
                      - ::1
                      - fd00::/8
                    created-at: 2026-11-24T00:00:00Z
                """.formatted("0f".repeat(32), "ab".repeat(32)), "keys.yaml");

        assertThat(file.keys())
                .extracting(ApiKey::restrictions)
                .containsExactly(
                        Restrictions.of(List.of("https://app.example.com", "http://localhost:3000"), null),
                        Restrictions.of(null, List.of("10.0.0.0/8", "::1", "fd00::/8")));
    }

    private static Stream<Restrictions> restrictions() {
        return Stream.of(
                Restrictions.NONE,
                Restrictions.of(List.of(), null),
                Restrictions.of(null, List.of()),
                Restrictions.of(List.of("http://[::1]:8080", "https://app.example.com"), null),
                Restrictions.of(null, List.of("::", "::/0", "::1", "FD00::/8", "0.0.0.0/0", "::ffff:10.0.0.0/104")),
                Restrictions.of(List.of("a://b"), null),
                Restrictions.of(null, List.of("1::", "1::1", "12:34:56::")));
    }

    @ParameterizedTest
    @MethodSource("restrictions")
    void whateverAKeyIsBoundToIsReadBackTheSame(Restrictions restrictions) throws KeyStoreException {
        KeyFile file = KeyFile.ofDefaultAccount(List.of(DEMO), List.of(key("", Scopes.all(), restrictions)));

        assertThat(KeyFile.parse(file.render(), "f")).isEqualTo(file);
    }

    @Test
    void eachEntryIsWrittenOnALine() {
        Restrictions restrictions = Restrictions.of(null, List.of("10.0.0.0/8", "::1"));
        KeyFile file = KeyFile.ofDefaultAccount(
                List.of(DEMO), List.of(key("ci", Scopes.of(List.of("orders:read")), restrictions)));

        assertThat(file.render()).isEqualTo("""
                        environments:
                          - {id: demo, name: Demo Project, project-id: project_1}
                        keys:
                          - {id: key_1, type: secret, environment: demo, name: ci, sha256: %s, scopes: ['orders:read'], allowed-networks: [10.0.0.0/8, '::1'], created-at: '2026-11-24T00:00:00Z', expires-at: null, revoked-at: null}
                        """.formatted("0f".repeat(32)));
    }

    @Test
    void anEmptyFileIsWrittenSoThatItIsNotTakenForOneCutShort() throws KeyStoreException {
        KeyFile empty = KeyFile.ofDefaultAccount(List.of(), List.of());

        assertThat(empty.render()).isEqualTo("environments: []\nkeys: []\n");
        assertThat(KeyFile.parse(empty.render(), "f")).isEqualTo(empty);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " x ",
                "null",
                "~",
                "true",
                "1",
                "a: b",
                "a #b",
                "# a",
                "'",
                "\"",
                "{a: b}",
                "[a, b]",
                "- a",
                "*a",
                "&a",
                "!a",
                "${HOME}",
                "a\nb",
                "a\r\nb",
                "\t",
                "\\",
                "\u0085\u2028\uFEFF",
                "é😀",
                "---",
                "a long name a long name a long name a long name a long name a long name a long name a long name"
            })
    void whateverANameHoldsIsReadBackTheSame(String name) throws KeyStoreException {
        KeyFile file =
                KeyFile.ofDefaultAccount(List.of(Project.ofDefault(name, new Environment("demo", name))), List.of());

        assertThat(KeyFile.parse(file.render(), "f")).isEqualTo(file);
        assertThat(file.render().lines().filter(line -> line.startsWith("  - ")))
                .hasSize(1);
    }

    @Test
    void aKeyReplacesTheOneWithItsIdInItsPlace() {
        ApiKey second = new ApiKey(
                "key_2",
                KeyType.SECRET,
                DEMO,
                "",
                KeyDigest.ofHex("ab".repeat(32)),
                null,
                Scopes.all(),
                Restrictions.NONE,
                MADE,
                null,
                null);
        KeyFile file = KeyFile.ofDefaultAccount(List.of(DEMO), List.of(key("ci", Scopes.all()), second));

        assertThat(file.with(key("other", Scopes.all())).keys()).containsExactly(key("other", Scopes.all()), second);
    }
}
