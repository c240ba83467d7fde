package dev.keystile.demo.browser;

import dev.keystile.demo.server.RunningDemo;
import dev.keystile.jdbc.Actor;
import dev.keystile.jdbc.JdbcKeyRegistry;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.store.KeyRegistry.IssuedKey;
import dev.keystile.store.KeyRegistry.KeyDescription;
import dev.keystile.store.KeyRegistry.KeyRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The keys in the demo's database, past its pages. */
final class DemoKeys {

    private final RunningDemo demo;
    private final JdbcKeyRegistry registry;

    DemoKeys(RunningDemo demo) {
        this.demo = demo;
        registry = demo.database().keys().registry(new Actor("test", "test"));
    }

    /** A secret key that is not sealed. */
    IssuedKey make(String environment, String name) throws Exception {
        return registry.issue(new KeyRequest(KeyType.SECRET, environment, name, Scopes.all(), Restrictions.NONE, null));
    }

    JdbcKeyRegistry registry() {
        return registry;
    }

    List<KeyRecord> all() throws Exception {
        return registry.list().stream().map(KeyDescription::key).toList();
    }

    List<KeyRecord> named(String name) throws Exception {
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
