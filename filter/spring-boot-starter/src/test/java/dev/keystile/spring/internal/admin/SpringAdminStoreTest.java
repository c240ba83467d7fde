package dev.keystile.spring.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.jdbc.JdbcSchema;
import dev.keystile.key.Environment;
import dev.keystile.store.LocalKeyChanges;
import java.sql.Connection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SpringAdminStoreTest {

    private static final Actor ACTOR = new Actor("test", "test");

    private final HikariDataSource dataSource = new HikariDataSource();

    /** The database lives as long as a connection to it. */
    private Connection first;

    /** The transactions of something else, such as a queue. */
    private static final class QueueTransactionManager extends AbstractPlatformTransactionManager
            implements ResourceTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        public Object getResourceFactory() {
            return "queue";
        }

        @Override
        protected Object doGetTransaction() {
            return "transaction";
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }

    @BeforeEach
    void migrate() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:admin");
        first = database.getConnection();
        JdbcSchema.migrate(database);
        dataSource.setJdbcUrl(database.getUrl());
    }

    @AfterEach
    void close() throws Exception {
        dataSource.close();
        first.close();
    }

    private KeyAdmin admin(PlatformTransactionManager manager) {
        return KeyAdmin.on(new SpringAdminStore(dataSource, manager, new LocalKeyChanges()));
    }

    private static void create(KeyAdmin keys, String environment) throws Exception {
        keys.createEnvironment(ACTOR, new Environment(environment, environment));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aManagerOfSomethingElseMakesNoChangeThatWouldBeLost(boolean autoCommit) throws Exception {
        dataSource.setAutoCommit(autoCommit);
        KeyAdmin keys = admin(new QueueTransactionManager());

        assertThatThrownBy(() -> create(keys, "demo"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("give the application one transaction manager for this data source");

        assertThat(admin(new DataSourceTransactionManager(dataSource)).environments())
                .isEmpty();
    }

    @Test
    void aChangeIsMadeByPoolsWithoutAutoCommitToo() throws Exception {
        dataSource.setAutoCommit(false);
        KeyAdmin keys = admin(new DataSourceTransactionManager(dataSource));

        create(keys, "demo");

        assertThat(keys.environments()).hasSize(1);
    }

    @Test
    void aProxyOfTheDataSourceTakesPartInItsTransactions() throws Exception {
        DataSourceTransactionManager manager = new DataSourceTransactionManager(dataSource);
        KeyAdmin keys = KeyAdmin.on(
                new SpringAdminStore(new TransactionAwareDataSourceProxy(dataSource), manager, new LocalKeyChanges()));

        new TransactionTemplate(manager).executeWithoutResult(status -> {
            try {
                create(keys, "demo");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            status.setRollbackOnly();
        });

        assertThat(keys.environments()).isEmpty();
    }

    @Test
    void ofSeveralManagersThatOfTheDataSourceIsTaken() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("queue", new QueueTransactionManager());
        beans.registerSingleton("other", new DataSourceTransactionManager(new HikariDataSource()));
        assertThat(TransactionManagers.of(dataSource, beans.getBeanProvider(PlatformTransactionManager.class)))
                .isNull();

        PlatformTransactionManager own = new DataSourceTransactionManager(dataSource);
        beans.registerSingleton("own", own);

        assertThat(TransactionManagers.of(dataSource, beans.getBeanProvider(PlatformTransactionManager.class)))
                .isSameAs(own);
    }
}
