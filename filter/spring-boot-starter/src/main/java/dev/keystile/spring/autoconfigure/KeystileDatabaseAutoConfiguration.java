package dev.keystile.spring.autoconfigure;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.AdminStore;
import dev.keystile.admin.GuardedAdminListener;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.jdbc.JdbcAdminStore;
import dev.keystile.jdbc.JdbcKeyStoreProvider;
import dev.keystile.spring.internal.admin.CommittedEvents;
import dev.keystile.spring.internal.admin.SpringAdminStore;
import dev.keystile.spring.internal.admin.TransactionManagers;
import dev.keystile.spring.internal.config.SpringConfig;
import dev.keystile.spring.internal.store.ApplicationDatabase;
import dev.keystile.spring.internal.store.DatabaseStoreOpener;
import dev.keystile.store.LocalKeyChanges;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Keeps keys in the database of the application, where {@code keystile.store.type} is {@code jdbc} and nothing names another
 * database. {@link KeyAdmin} and {@link AccountAdmin} are beans, which join the transaction of their caller.
 */
@AutoConfiguration(
        before = KeystileAutoConfiguration.class,
        after = KeystileSettingsAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnClass({DataSourceUtils.class, JdbcConnectionDetails.class, JdbcKeyStoreProvider.class})
@Conditional(ApplicationDatabaseCondition.class)
public final class KeystileDatabaseAutoConfiguration {

    @Bean
    LocalKeyChanges keystileKeyChanges() {
        return new LocalKeyChanges();
    }

    @Bean
    @ConditionalOnSingleCandidate(DataSource.class)
    ApplicationDatabase keystileDatabase(DataSource dataSource, SpringConfig config) {
        return new ApplicationDatabase(dataSource, config.migrate());
    }

    @Bean
    DatabaseStoreOpener keystileStoreOpener(
            ObjectProvider<ApplicationDatabase> databases,
            ObjectProvider<JdbcConnectionDetails> details,
            ObjectProvider<DataSourcePoolMetadataProvider> pools,
            LocalKeyChanges changes) {
        return new DatabaseStoreOpener(databases, details, pools, changes);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(DataSource.class)
    AdminStore keystileAdminStore(
            ApplicationDatabase database,
            ObjectProvider<PlatformTransactionManager> managers,
            LocalKeyChanges changes) {
        PlatformTransactionManager manager = TransactionManagers.of(database.dataSource(), managers);
        return manager == null
                ? new JdbcAdminStore(database.dataSource()).reportingTo(changes)
                : new SpringAdminStore(database.dataSource(), manager, changes);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(AdminStore.class)
    KeyAdmin keyAdmin(AdminStore store, ObjectProvider<AdminListener> listeners) {
        return KeyAdmin.on(store, afterCommit(listeners));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(AdminStore.class)
    AccountAdmin accountAdmin(AdminStore store, ObjectProvider<AdminListener> listeners) {
        return AccountAdmin.on(store, afterCommit(listeners));
    }

    private static AdminListener afterCommit(ObjectProvider<AdminListener> listeners) {
        List<AdminListener> guarded = new ArrayList<>();
        listeners.orderedStream().forEach(listener -> guarded.add(new GuardedAdminListener(listener)));
        return new CommittedEvents(guarded);
    }
}
