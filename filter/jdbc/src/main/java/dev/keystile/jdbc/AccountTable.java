package dev.keystile.jdbc;

import dev.keystile.admin.AccountQuery;
import dev.keystile.key.AccountRecord;
import dev.keystile.yaml.MetadataText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The statements on accounts, in the transaction of the caller. Rows are locked in one order, so that no two transactions
 * wait for each other: an account before its projects and keys, accounts by their id, keys by their id. Who records the use
 * of keys waits for no row at all.
 */
final class AccountTable {

    private static final String SELECT = "SELECT " + AccountRow.COLUMNS + " FROM keystile_account a ";
    private static final String INSERT = """
            INSERT INTO keystile_account (id, name, state, plan, metadata, created_at)
            VALUES (:id, :name, :state, :plan, :metadata, :createdAt)
            """;
    private static final String UPDATE = """
            UPDATE keystile_account SET name = :name, state = :state, plan = :plan, metadata = :metadata WHERE id = :id
            """;

    private final Handle handle;

    AccountTable(Handle handle) {
        this.handle = handle;
    }

    Optional<AccountRecord> find(String id) {
        return handle.createQuery(SELECT + "WHERE a.id = :id")
                .bind("id", id)
                .map((row, context) -> AccountRow.read(row))
                .findOne();
    }

    /** The accounts with these ids, in no particular order. */
    List<AccountRecord> find(Set<String> ids) {
        List<AccountRecord> found = new ArrayList<>();
        for (List<String> part : Parts.of(ids)) {
            found.addAll(handle.createQuery(SELECT + "WHERE a.id IN (<ids>)")
                    .bindList("ids", part)
                    .map((row, context) -> AccountRow.read(row))
                    .list());
        }
        return found;
    }

    /** The account, if there is exactly one. */
    Optional<AccountRecord> only() {
        List<AccountRecord> first = handle.createQuery(SELECT + "LIMIT 2")
                .map((row, context) -> AccountRow.read(row))
                .list();
        return first.size() == 1 ? Optional.of(first.get(0)) : Optional.empty();
    }

    /** A page of the list of accounts, ordered by the id as in ASCII. */
    List<AccountRecord> list(AccountQuery query, int limit) {
        return AccountListStatement.of(query, limit, Dialect.bytewise(handle, "a.id"))
                .run(handle, SELECT);
    }

    /** The account, locked until the end of the transaction. */
    Optional<AccountRecord> lock(String id) {
        handle.createQuery("SELECT id FROM keystile_account WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .list();
        return find(id);
    }

    void insert(Collection<AccountRecord> accounts) {
        for (List<AccountRecord> part : Parts.of(accounts)) {
            PreparedBatch batch = handle.prepareBatch(INSERT);
            part.forEach(account -> bind(batch, account).add());
            batch.execute();
        }
    }

    void update(AccountRecord account) {
        bind(handle.createUpdate(UPDATE), account).execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, AccountRecord account) {
        S bound = statement
                .bind("id", account.id())
                .bind("name", account.account().name())
                .bind("state", account.state().label())
                .bind("plan", account.account().plan())
                .bind("metadata", MetadataText.write(account.account().metadata()));
        KeyParameters.bindTime(bound, "createdAt", account.createdAt());
        return bound;
    }
}
