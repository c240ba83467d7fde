package dev.keystile.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyPage;
import dev.keystile.admin.KeyQuery;
import dev.keystile.admin.KeyRequest;
import dev.keystile.internal.file.AtomicFile;
import dev.keystile.jdbc.ConnectionPool;
import dev.keystile.jdbc.JdbcAdminStore;
import dev.keystile.jdbc.proof.OwnPostgres;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyState;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.store.file.FileAdminStore;
import dev.keystile.store.file.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Administration of many keys, by one thread: pages, searches and changes among 400,000 keys of 100,000 accounts in SQL, and
 * 5,000 keys in a file.
 */
public final class KeyLists {

    private static final int ACCOUNTS = 100_000;
    private static final int KEYS = 4 * ACCOUNTS;
    private static final int IN_FILE = 5_000;
    private static final int ROUNDS = 50;
    private static final Actor ACTOR = new Actor("benchmark", "this machine");
    private static final KeyQuery ALL = KeyQuery.all();

    /** One in a hundred is revoked, one in a hundred expires, half of those a while ago. */
    private static final String FILL = """
            ALTER TABLE keystile_key DISABLE TRIGGER USER;
            DELETE FROM keystile_key;
            INSERT INTO keystile_environment (id, name) VALUES ('demo', 'Demo'), ('default', 'Live')
            ON CONFLICT DO NOTHING;
            INSERT INTO keystile_account (id, name, state)
            SELECT 'cus_' || i, 'Company ' || i, CASE i %% 200 WHEN 7 THEN 'suspended' WHEN 8 THEN 'closed' ELSE 'active' END
            FROM generate_series(1, %d) AS i;
            INSERT INTO keystile_project (id, account_id, environment_id)
            SELECT 'project_' || i || '_' || e, 'cus_' || i, e
            FROM generate_series(1, %d) AS i, unnest(ARRAY['demo', 'default']) AS e;
            INSERT INTO keystile_key (id, project_id, type, name, digest, last_four, created_at, revoked_at, expires_at)
            SELECT 'key_' || md5(i::text),
                   'project_' || ((i - 1) / 4 + 1) || CASE WHEN i %% 4 < 2 THEN '_demo' ELSE '_default' END,
                   CASE WHEN i %% 2 = 0 THEN 'secret' ELSE 'publishable' END, 'Customer ' || i,
                   sha256(('key ' || i)::bytea), substr(md5((i * 7)::text), 1, 4),
                   timestamptz '2024-01-01' + i * interval '1 minute',
                   CASE WHEN i %% 100 = 7 THEN now() END,
                   CASE WHEN i %% 200 = 8 THEN now() - interval '1 day' WHEN i %% 200 = 9 THEN now() + interval '1 day' END
            FROM generate_series(1, %d) AS i;
            ALTER TABLE keystile_key ENABLE TRIGGER USER
            """;

    private KeyLists() {}

    /** Prints the table of this scenario alone. */
    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger("dev.keystile")).setLevel(Level.ERROR);
        Path directory = Files.createTempDirectory("keystile-key-lists");
        try (OwnPostgres postgres = OwnPostgres.start(directory)) {
            System.out.println("| ms | median | p99 | max |");
            System.out.println("|---|--:|--:|--:|");
            print(postgres);
        } finally {
            ManyNodes.delete(directory);
        }
    }

    static void print(OwnPostgres postgres) throws Exception {
        postgres.execute(FILL.formatted(ACCOUNTS, ACCOUNTS, KEYS));
        postgres.execute("VACUUM ANALYZE");
        try (ConnectionPool pool = ConnectionPool.open("keystile", postgres.url(), null, null, 2)) {
            KeyAdmin admin = KeyAdmin.on(new JdbcAdminStore(pool.dataSource()));
            print("of 400,000 in PostgreSQL", admin);
            AccountLists.print(new JdbcAdminStore(pool.dataSource()), postgres);
        }
        Path file = Files.createTempFile("keystile", ".yaml");
        try (ConnectionPool pool = ConnectionPool.open("keystile", postgres.url(), null, null, 2)) {
            fill(file, KeyAdmin.on(new JdbcAdminStore(pool.dataSource())));
            print("of 5,000 in a file", KeyAdmin.on(new FileAdminStore(file)));
        } finally {
            Files.delete(file);
            postgres.execute("TRUNCATE keystile_key");
        }
    }

    private static void fill(Path file, KeyAdmin from) throws Exception {
        List<ApiKey> keys = new ArrayList<>();
        KeyQuery query = ALL.limit(KeyQuery.MAX_LIMIT);
        while (keys.size() < IN_FILE) {
            KeyPage page = from.list(query);
            page.keys().stream().map(KeyDescription::key).forEach(keys::add);
            query = query.after(page.next());
        }
        List<Project> projects = keys.stream().map(ApiKey::project).distinct().toList();
        List<AccountRecord> accounts =
                projects.stream().map(Project::account).distinct().toList();
        AtomicFile.replace(file, new KeyFile(true, from.environments(), accounts, projects, keys).render());
    }

    private static void print(String where, KeyAdmin admin) throws Exception {
        String middle = admin.list(ALL.search("customer 25").limit(1)).next();
        ApiKey some =
                admin.list(ALL.search("customer 2500").limit(1)).keys().get(0).key();
        list(where, "the first page", admin, ALL);
        list(where, "a page in the middle", admin, ALL.after(middle));
        list(where, "the newest 200 in force of an environment", admin, inForce());
        list(
                where,
                "secret keys of an environment",
                admin,
                ALL.environment("demo").type(KeyType.SECRET));
        list(where, "revoked keys", admin, ALL.states(Set.of(KeyState.REVOKED)));
        list(where, "expired keys", admin, ALL.states(Set.of(KeyState.EXPIRED)));
        list(where, "search for one name", admin, ALL.search("customer 2500"));
        list(where, "search for a name that all have", admin, ALL.search("customer"));
        list(where, "search for nobody", admin, ALL.search("zzz"));
        list(where, "search for an id", admin, ALL.search(some.id()));
        list(where, "search for four characters", admin, ALL.search(String.valueOf(some.lastFour())));
        list(where, "search for revoked keys of an environment", admin, revoked());
        change(where, admin);
    }

    private static KeyQuery inForce() {
        return ALL.environment("demo")
                .states(Set.of(KeyState.ACTIVE))
                .newestFirst()
                .limit(200);
    }

    private static KeyQuery revoked() {
        return ALL.environment("demo").states(Set.of(KeyState.REVOKED)).search("customer 3");
    }

    private static void list(String where, String what, KeyAdmin admin, KeyQuery query) throws AdminException {
        Times times = new Times(ROUNDS);
        admin.list(query);
        for (int i = 0; i < ROUNDS; i++) {
            long began = System.nanoTime();
            admin.list(query);
            times.add(System.nanoTime() - began);
        }
        System.out.println("| " + what + ", " + where + " |" + times.cells());
    }

    private static void change(String where, KeyAdmin admin) throws AdminException {
        Times issued = new Times(ROUNDS);
        Times revoked = new Times(ROUNDS);
        for (int i = 0; i < ROUNDS; i++) {
            KeyQuery next = ALL.states(Set.of(KeyState.ACTIVE)).limit(20);
            List<String> ids =
                    admin.list(next).keys().stream().map(key -> key.key().id()).toList();
            long began = System.nanoTime();
            admin.issue(ACTOR, KeyRequest.of(KeyType.SECRET, "demo", "new").account("cus_1"));
            long between = System.nanoTime();
            admin.revoke(ACTOR, ids);
            revoked.add(System.nanoTime() - between);
            issued.add(between - began);
        }
        System.out.println("| issue a key, " + where + " |" + issued.cells());
        System.out.println("| revoke 20 keys at once, " + where + " |" + revoked.cells());
    }
}
