package dev.keystile.jdbc.proof;

import dev.keystile.jdbc.Actor;
import dev.keystile.jdbc.JdbcKeyRegistry;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.store.KeyRegistry.IssuedKey;
import dev.keystile.store.KeyRegistry.KeyRequest;
import dev.keystile.store.KeyStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The keys of a test's database, and their owner. */
public final class Keys {

    private static final Environment DEMO = new Environment("demo", "Demo Project", "project_1");

    private final KeyGenerator generator = new KeyGenerator();
    private final DataSource dataSource;
    private final JdbcKeyRegistry registry;
    private final Map<String, String> idByText = new ConcurrentHashMap<>();

    private Keys(DataSource dataSource) {
        this.dataSource = dataSource;
        registry =
                new JdbcKeyRegistry(dataSource, generator, InstantSource.system(), new Actor("proof", "this machine"));
    }

    /** Makes the environment. */
    public static Keys in(OwnPostgres postgres) throws KeyStoreException {
        Keys keys = new Keys(postgres.dataSource());
        if (keys.registry.environments().isEmpty()) {
            keys.registry.createEnvironment(DEMO);
        }
        return keys;
    }

    /** A new key's text. */
    public String issue() throws KeyStoreException {
        return issue((Instant) null);
    }

    String issue(@Nullable Instant expiresAt) throws KeyStoreException {
        IssuedKey issued = registry.issue(
                new KeyRequest(KeyType.SECRET, DEMO.id(), "", Scopes.all(), Restrictions.NONE, expiresAt));
        idByText.put(issued.text(), issued.record().id());
        return issued.text();
    }

    /** So many new keys, in one transaction. */
    public List<String> issue(int count) throws SQLException {
        List<String> texts = new ArrayList<>(count);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO keystile_key (id, environment_id, type, digest) VALUES (?, ?, 'secret', ?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                String text = unknown();
                String id = generator.newId("key");
                insert.setString(1, id);
                insert.setString(2, DEMO.id());
                insert.setBytes(3, PresentedKey.read(text).digest().toBytes());
                insert.addBatch();
                idByText.put(text, id);
                texts.add(text);
            }
            insert.executeBatch();
            connection.commit();
        }
        return texts;
    }

    /** A key that nobody issued. */
    public String unknown() {
        return generator.newKey(KeyType.SECRET, DEMO.id());
    }

    /** Returns when the revocation is committed. */
    public void revoke(String text) throws KeyStoreException {
        registry.revoke(idByText.get(text));
    }
}
