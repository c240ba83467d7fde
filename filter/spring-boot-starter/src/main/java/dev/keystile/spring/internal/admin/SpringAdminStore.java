package dev.keystile.spring.internal.admin;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminStore;
import dev.keystile.jdbc.JdbcAdminStore;
import dev.keystile.store.KeyChanges;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Administration in the transaction of the caller, or in one of its own where the caller has none. Caches hear of a change
 * when the transaction has ended. A change that fails marks the transaction of the caller for rollback.
 */
public final class SpringAdminStore implements AdminStore {

    private final AdminStore store;
    private final DataSource dataSource;
    private final PlatformTransactionManager manager;
    private final TransactionTemplate transactions;

    /** @param caches hear of each key that may have changed */
    public SpringAdminStore(DataSource dataSource, PlatformTransactionManager manager, KeyChanges caches) {
        this.store = JdbcAdminStore.inTransactionsOfTheCaller(new TransactionAwareDataSourceProxy(dataSource))
                .reportingTo(new DeferredKeyChanges(caches));
        this.dataSource = target(dataSource);
        this.manager = manager;
        this.transactions = new TransactionTemplate(manager);
    }

    @Override
    public <T> T read(Work<T> work) throws AdminException {
        return store.read(work);
    }

    @Override
    public <T> T change(Work<T> work) throws AdminException {
        Outcome<T> outcome = transactions.execute(status -> {
            requireTransaction();
            try {
                return new Outcome<>(store.change(work), null);
            } catch (AdminException e) {
                status.setRollbackOnly();
                return new Outcome<>(null, e);
            }
        });
        return outcome.orThrow();
    }

    /** The data source to which a transaction manager binds its connection. */
    private static DataSource target(DataSource dataSource) {
        DataSource target =
                dataSource instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : null;
        return target == null ? dataSource : target;
    }

    /** Without a transaction on this connection, each statement would be committed by itself, or lost. */
    private void requireTransaction() {
        boolean isManaged = !(manager instanceof ResourceTransactionManager)
                || TransactionSynchronizationManager.hasResource(dataSource);
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            if (!isManaged || connection.getAutoCommit()) {
                throw new IllegalStateException("the transaction manager does not manage the data source of the keys;"
                        + " give the application one transaction manager for this data source");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the state of the connection cannot be read", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private record Outcome<T>(@Nullable T result, @Nullable AdminException failure) {

        @SuppressWarnings("NullAway") // the result of the work, whatever it is
        T orThrow() throws AdminException {
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }
}
