package dev.keystile.spring.database;

import static dev.keystile.spring.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.ReservedPort;
import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyQuery;
import dev.keystile.config.Keystile;
import dev.keystile.jdbc.JdbcAdminStore;
import dev.keystile.spring.RunningService;
import dev.keystile.spring.sample.Customers;
import dev.keystile.spring.sample.Shop;
import dev.keystile.store.ApiKeyStore.FeedState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The README's shop on PostgreSQL, where a change by another process arrives by the feed. */
class PostgresIT {

    @Test
    void aKeyThatAnotherProcessRevokesIsRefusedLongBeforeItIsStale() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPort(ReservedPort.next())
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
                RunningService shop = RunningService.start(
                        Shop.class,
                        "spring.config.location=classpath:/dev/keystile/spring/sample/application.yaml",
                        "management.server.address=127.0.0.1",
                        "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "spring.datasource.username=postgres",
                        "spring.sql.init.mode=always",
                        "keystile.cache.fresh-for=1h",
                        "keystile.cache.stale-for=1h")) {
            Keystile keystile = shop.context().getBean(Keystile.class);
            await().untilAsserted(() -> assertThat(keystile.health().feed()).isEqualTo(FeedState.CONNECTED));
            String key = shop.context().getBean(Customers.class).signUp("cus_1", "Reader", "orders:read");
            assertThat(shop.getWith(key, "/orders").statusCode()).isEqualTo(200);
            KeyAdmin elsewhere = KeyAdmin.on(new JdbcAdminStore(postgres.getPostgresDatabase()));

            elsewhere.revoke(
                    new Actor("support", "test"),
                    elsewhere.list(KeyQuery.all()).keys().get(0).key().id());

            await().untilAsserted(() -> assertRefused(shop.getWith(key, "/orders"), 401, "revoked_key"));
        }
    }
}
