package dev.keystile.demo.browser;

import dev.keystile.admin.Actor;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyQuery;
import dev.keystile.admin.KeyRequest;
import dev.keystile.demo.server.RunningDemo;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The keys in the demo's database, past its pages. */
final class DemoKeys {

    static final Actor TEST = new Actor("test", "test");

    private final RunningDemo demo;
    private final KeyAdmin admin;

    DemoKeys(RunningDemo demo) {
        this.demo = demo;
        admin = demo.database().keys().admin();
    }

    /** A secret key that is not sealed. */
    IssuedKey make(String environment, String name) throws Exception {
        return admin.issue(TEST, KeyRequest.of(KeyType.SECRET, environment, name));
    }

    KeyAdmin admin() {
        return admin;
    }

    List<ApiKey> all() throws Exception {
        return admin.list(KeyQuery.all()).keys().stream()
                .map(KeyDescription::key)
                .toList();
    }

    List<ApiKey> named(String name) throws Exception {
        return all().stream().filter(key -> key.name().equals(name)).toList();
    }

    void usedAt(String keyId, Instant time) {
        demo.database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE keystile_key SET last_used_at = ? WHERE id = ?", time.atOffset(ZoneOffset.UTC), keyId));
    }

    /** How often this was done with a key. */
    int audited(String action, String keyId) {
        return demo.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM keystile_audit WHERE action = :action AND key_id = :key")
                        .bind("action", action)
                        .bind("key", keyId)
                        .mapTo(Integer.class)
                        .one());
    }

    /** All that is sealed, as the database holds it. */
    List<String> sealed() {
        return demo.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT jwe FROM demo_sealed_key")
                        .mapTo(String.class)
                        .list());
    }
}
