package dev.keystile.jdbc.proof;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountEdit;
import dev.keystile.admin.AccountQuery;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyIssuer;
import dev.keystile.admin.KeyRequest;
import dev.keystile.jdbc.JdbcAdminStore;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Project;
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

    private static final Project DEMO = Project.derived(AccountRecord.DEFAULT, new Environment("demo", "Demo Project"));
    private static final Actor PROOF = new Actor("proof", "this machine");

    private final KeyGenerator generator = new KeyGenerator();
    private final DataSource dataSource;
    private final KeyAdmin admin;
    private final AccountAdmin accounts;
    private final Map<String, String> idByText = new ConcurrentHashMap<>();

    private Keys(DataSource dataSource) {
        this.dataSource = dataSource;
        accounts = AccountAdmin.on(new JdbcAdminStore(dataSource));
        admin = KeyAdmin.on(
                new JdbcAdminStore(dataSource), new KeyIssuer(generator, InstantSource.system()), AdminListener.NONE);
    }

    /** Makes the environment and its project. */
    public static Keys in(OwnPostgres postgres) throws AdminException, SQLException {
        Keys keys = new Keys(postgres.dataSource());
        if (keys.admin.environments().isEmpty()) {
            keys.admin.createEnvironment(PROOF, DEMO.environment());
            postgres.execute("INSERT INTO keystile_project (id, account_id, environment_id)" + " VALUES ('" + DEMO.id()
                    + "', 'default', 'demo')");
        }
        return keys;
    }

    /** A new key's text. */
    public String issue() throws AdminException {
        return issue((Instant) null);
    }

    String issue(@Nullable Instant expiresAt) throws AdminException {
        IssuedKey issued = admin.issue(
                PROOF,
                KeyRequest.of(KeyType.SECRET, DEMO.environment().id(), "")
                        .account(Account.DEFAULT_ID)
                        .expiresAt(expiresAt));
        idByText.put(issued.key(), issued.record().id());
        return issued.key();
    }

    /** So many new keys, in one transaction. */
    public List<String> issue(int count) throws SQLException {
        return issueTo(DEMO.id(), count);
    }

    /** So many new keys of this account, which is created where there is none. */
    public List<String> issue(String accountId, int count) throws AdminException, SQLException {
        Project project =
                Project.derived(AccountRecord.active(Account.of(accountId, accountId, "")), DEMO.environment());
        if (accounts.list(AccountQuery.all().search(accountId)).accounts().isEmpty()) {
            accounts.create(PROOF, AccountRequest.of(accountId).id(accountId));
        }
        return issueTo(project.id(), count);
    }

    private List<String> issueTo(String projectId, int count) throws SQLException {
        List<String> texts = new ArrayList<>(count);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO keystile_key (id, project_id, type, digest) VALUES (?, ?, 'secret', ?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                String text = unknown();
                String id = generator.newId("key");
                insert.setString(1, id);
                insert.setString(2, projectId);
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
        return generator.newKey(KeyType.SECRET, DEMO.environment().id());
    }

    /** Returns when the suspension is committed. */
    public void suspend(String accountId) throws AdminException {
        accounts.suspend(PROOF, accountId);
    }

    void resume(String accountId) throws AdminException {
        accounts.resume(PROOF, accountId);
    }

    void changePlan(String accountId, String plan) throws AdminException {
        accounts.edit(PROOF, accountId, AccountEdit.none().plan(plan));
    }

    /** Returns when the revocation is committed. */
    public void revoke(String text) throws AdminException {
        admin.revoke(PROOF, idByText.get(text));
    }
}
