package dev.keystile.spring.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.config.Keystile;
import dev.keystile.setting.ConfigException;
import dev.keystile.spring.autoconfigure.KeystileAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileDatabaseAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileSettingsAutoConfiguration;
import dev.keystile.store.ApiKeyStore.FeedState;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

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
