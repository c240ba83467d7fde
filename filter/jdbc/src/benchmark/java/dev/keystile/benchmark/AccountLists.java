package dev.keystile.benchmark;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountQuery;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminStore;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyQuery;
import dev.keystile.jdbc.proof.OwnPostgres;
import dev.keystile.key.AccountState;
import dev.keystile.key.KeyState;
import java.sql.SQLException;
import java.util.Set;

/** Administration of the 100,000 accounts of {@link KeyLists} and of the keys of one account, by one thread. */
final class AccountLists {

    private static final int ROUNDS = 50;
    private static final Actor ACTOR = new Actor("benchmark", "this machine");
    private static final AccountQuery ALL = AccountQuery.all();
    private static final KeyQuery KEYS = KeyQuery.all();

    /** An account with 40,000 keys. */
    private static final String LARGE = """
            INSERT INTO keystile_account (id, name) VALUES ('large', 'Large');
            INSERT INTO keystile_project (id, account_id, environment_id)
            VALUES ('large_demo', 'large', 'demo'), ('large_default', 'large', 'default');
            INSERT INTO keystile_key (id, project_id, type, name, digest, created_at)
            SELECT 'large_' || md5(i::text), CASE WHEN i % 2 = 0 THEN 'large_demo' ELSE 'large_default' END, 'secret',
                   'Large ' || i, sha256(('large ' || i)::bytea), timestamptz '2024-01-01' + i * interval '10 minutes'
            FROM generate_series(1, 40000) AS i
            """;

    private AccountLists() {}

    /** A call that is timed. */
    @FunctionalInterface
    private interface Call {
        void run(int round) throws AdminException;
    }

    static void print(AdminStore store, OwnPostgres postgres) throws AdminException, SQLException {
        AccountAdmin accounts = AccountAdmin.on(store);
        KeyAdmin keys = KeyAdmin.on(store);
        lists(accounts);
        keysOf("of an account with 4 keys", keys, "cus_50000");
        postgres.execute(LARGE);
        postgres.execute("VACUUM ANALYZE");
        keysOf("of an account with 40,000 keys", keys, "large");
        time(
                "create an account with its first four keys",
                ROUNDS,
                round -> accounts.createWithKeys(ACTOR, AccountRequest.of("New").id("new_" + round)));
        time("suspend and resume an account with 40,000 keys", ROUNDS, round -> {
            accounts.suspend(ACTOR, "large");
            accounts.resume(ACTOR, "large");
        });
        time("revoke all of 40,000 keys", 1, round -> keys.revokeAll(ACTOR, "large", null));
    }

    private static void lists(AccountAdmin accounts) throws AdminException {
        list("the first page", accounts, ALL);
        list("a page in the middle", accounts, ALL.after("cus_50000"));
        list("1,000 on a page", accounts, ALL.limit(AccountQuery.MAX_LIMIT));
        list("suspended", accounts, ALL.states(Set.of(AccountState.SUSPENDED)));
        list("suspended or closed", accounts, ALL.states(Set.of(AccountState.SUSPENDED, AccountState.CLOSED)));
        list("search for an id", accounts, ALL.search("cus_77777"));
        list("search for a name", accounts, ALL.search("company 4242"));
        list("search for what all ids begin with", accounts, ALL.search("cus"));
        list("search for what all names begin with", accounts, ALL.search("comp"));
        list("search for nobody", accounts, ALL.search("zzz"));
        list("search for suspended", accounts, ALL.search("company 3").states(Set.of(AccountState.SUSPENDED)));
    }

    private static void list(String what, AccountAdmin accounts, AccountQuery query) throws AdminException {
        time("accounts: " + what + ", of 100,000", ROUNDS, round -> accounts.list(query));
    }

    private static void keysOf(String where, KeyAdmin keys, String account) throws AdminException {
        KeyQuery ofAccount = KEYS.account(account);
        time("keys: the first page, " + where, ROUNDS, round -> keys.list(ofAccount));
        time("keys: in an environment, " + where, ROUNDS, round -> keys.list(ofAccount.environment("demo")));
        time("keys: revoked, " + where, ROUNDS, round -> keys.list(ofAccount.states(Set.of(KeyState.REVOKED))));
        time("keys: search for a name, " + where, ROUNDS, round -> keys.list(ofAccount.search("large 39")));
        time("keys: search for nobody, " + where, ROUNDS, round -> keys.list(ofAccount.search("zzz")));
        time(
                "keys: the newest 200 in force, " + where,
                ROUNDS,
                round -> keys.list(
                        ofAccount.states(Set.of(KeyState.ACTIVE)).newestFirst().limit(200)));
    }

    private static void time(String what, int rounds, Call call) throws AdminException {
        Times times = new Times(rounds);
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            call.run(round);
            times.add(System.nanoTime() - began);
        }
        System.out.println("| " + what + " |" + times.cells());
    }
}
