package dev.keystile.spring.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.TestTimeout;
import dev.keystile.config.Keystile;
import dev.keystile.key.KeyDigest;
import dev.keystile.setting.ConfigException;
import dev.keystile.spring.autoconfigure.KeystileAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileDatabaseAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileSettingsAutoConfiguration;
import dev.keystile.spring.internal.config.SpringConfig;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStore.FeedState;
import dev.keystile.store.KeyStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class DatabaseStoreOpenerTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    KeystileSettingsAutoConfiguration.class,
                    KeystileDatabaseAutoConfiguration.class,
                    KeystileAutoConfiguration.class))
            .withPropertyValues("keystile.store.type=jdbc", "keystile.store.migrate=true");

    @Test
    void anotherDatabaseThanPostgresHasNoFeed() {
        runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:no-feed")
                .run(context -> assertThat(
                                context.getBean(Keystile.class).health().feed())
                        .isEqualTo(FeedState.NONE));
    }

    /** Nothing listens there: the feed tries for itself, while the pool works on. */
    @Test
    void theFeedGoesWhereTheConnectionDetailsLead() {
        runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:feed")
                .withBean("postgres", JdbcConnectionDetails.class, PostgresDetails::new)
                .withBean("pool", DataSource.class, () -> h2("feed"))
                .run(context -> assertThat(
                                context.getBean(Keystile.class).health().feed())
                        .isEqualTo(FeedState.BROKEN));
    }

    /** Of a pool of eight, the third look-up at once gets none. */
    @Test
    void lookUpsTakeAQuarterOfThePool() {
        SlowPool pool = new SlowPool();
        runner.withPropertyValues("keystile.cache.load-timeout=100ms")
                .withBean("pool", DataSource.class, () -> pool)
                .run(context -> {
                    ApiKeyStore store =
                            context.getBean(DatabaseStoreOpener.class).open(context.getBean(SpringConfig.class));
                    pool.slow = true;
                    for (int i = 0; i < 2; i++) {
                        new Thread(() -> pool.results.add(find(store))).start();
                    }
                    assertThat(pool.entered.tryAcquire(2, TestTimeout.SECONDS, TimeUnit.SECONDS))
                            .isTrue();

                    assertThat(find(store))
                            .isEqualTo("the 2 connections of the pool that keys may take are all in use");

                    pool.released.release(2);
                    assertThat(pool.results.poll(TestTimeout.SECONDS, TimeUnit.SECONDS))
                            .isEqualTo("unknown");
                    assertThat(pool.results.poll(TestTimeout.SECONDS, TimeUnit.SECONDS))
                            .isEqualTo("unknown");
                });
        pool.hikari.close();
    }

    private static String find(ApiKeyStore store) {
        try {
            return store.find(KeyDigest.ofHex("0".repeat(64))) == null ? "unknown" : "known";
        } catch (KeyStoreException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A pool of eight connections that a test lets go. */
    private static final class SlowPool extends DelegatingDataSource {

        private final HikariDataSource hikari = new HikariDataSource();
        private final BlockingQueue<String> results = new LinkedBlockingQueue<>();
        private final Semaphore entered = new Semaphore(0);
        private final Semaphore released = new Semaphore(0);
        private volatile boolean slow;

        SlowPool() {
            hikari.setJdbcUrl("jdbc:h2:mem:quarter");
            hikari.setMaximumPoolSize(8);
            setTargetDataSource(hikari);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (slow) {
                entered.release();
                released.acquireUninterruptibly();
            }
            return super.getConnection();
        }
    }

    @Test
    void withoutTablesTheStartSaysHowToMakeThem() {
        runner.withPropertyValues("keystile.store.migrate=false", "spring.datasource.url=jdbc:h2:mem:no-tables")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("or set keystile.store.migrate: true"));
    }

    @Test
    void withoutADataSourceTheStartSaysWhatToSet() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KeystileSettingsAutoConfiguration.class,
                        KeystileDatabaseAutoConfiguration.class,
                        KeystileAutoConfiguration.class))
                .withPropertyValues("keystile.store.type=jdbc")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(
                                "store.type is 'jdbc' without a url, and the application has no data source"));
    }

    @Test
    void migrateIsForTheDatabaseOfTheApplication() {
        runner.withPropertyValues("keystile.store.url=jdbc:h2:mem:other")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasRootCauseInstanceOf(ConfigException.class)
                        .hasStackTraceContaining("it needs store.type: jdbc, without url and jndi"));
    }

    private static DataSource h2(String name) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return dataSource;
    }

    private static final class PostgresDetails implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return "nobody";
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getJdbcUrl() {
            return "jdbc:postgresql://127.0.0.1:1/keys";
        }
    }
}
