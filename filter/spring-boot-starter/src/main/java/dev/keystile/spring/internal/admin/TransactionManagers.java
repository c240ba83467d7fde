package dev.keystile.spring.internal.admin;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/** Finds the transaction manager of a data source among those of an application. */
public final class TransactionManagers {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionManagers.class);

    private TransactionManagers() {}

    /**
     * The manager that is made for this data source, or else the only or the primary one.
     *
     * @return null if there is none, or several and none of them is for this data source
     */
    public static @Nullable PlatformTransactionManager of(
            DataSource dataSource, ObjectProvider<PlatformTransactionManager> managers) {
        List<PlatformTransactionManager> all = managers.orderedStream().toList();
        for (PlatformTransactionManager manager : all) {
            if (manager instanceof ResourceTransactionManager owner && owner.getResourceFactory() == dataSource) {
                return manager;
            }
        }
        PlatformTransactionManager only = managers.getIfUnique();
        if (only == null && !all.isEmpty()) {
            LOG.warn(
                    "There are several transaction managers, none of them primary or made for the data source of the keys:"
                            + " KeyAdmin and AccountAdmin have transactions of their own.");
        }
        return only;
    }
}
