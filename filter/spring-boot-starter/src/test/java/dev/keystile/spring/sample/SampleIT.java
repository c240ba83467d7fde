package dev.keystile.spring.sample;

import static dev.keystile.spring.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminException.NotFoundException;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyQuery;
import dev.keystile.key.ApiKey;
import dev.keystile.spring.RunningService;
import dev.keystile.spring.internal.actuate.KeystileEndpoint;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The README's shop: customers and keys in one database, Actuator on its own port, Spring Security for its people. */
class SampleIT {

    private static RunningService shop;
    private static Customers customers;
    private static KeyAdmin keys;
    private static String reader;
    private static String writer;

    @Configuration(proxyBeanMethods = false)
    @Import(Shop.class)
    static class ObservedShop {

        private final List<AdminEvent> events = new CopyOnWriteArrayList<>();

        @Bean
        AdminListener observer() {
            return events::add;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        shop = RunningService.start(
                ObservedShop.class,
                "spring.config.location=classpath:/dev/keystile/spring/sample/application.yaml",
                "management.server.address=127.0.0.1",
                "management.endpoints.web.exposure.include=*");
        customers = shop.context().getBean(Customers.class);
        keys = shop.context().getBean(KeyAdmin.class);
        reader = customers.signUp("cus_1", "Reader", "orders:read");
        writer = customers.signUp("cus_2", "Writer", "orders:read", "orders:write");
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static JdbcClient jdbc() {
        return shop.context().getBean(JdbcClient.class);
    }

    private static List<AdminEvent> observed() {
        return shop.context().getBean(ObservedShop.class).events;
    }

    @Test
    void aKeyOpensWhatItsScopesOpen() {
        assertThat(shop.getWith(reader, "/orders").body()).isEqualTo("orders of cus_1 in default");
        assertThat(shop.post("/orders", "{}", "Authorization", "Bearer " + writer)
                        .body())
                .startsWith("created with key_");
        assertRefused(shop.post("/orders", "{}", "Authorization", "Bearer " + reader), 403, "insufficient_scope");
    }

    @Test
    void whatSpringSecurityDeniesAKeyIsAProblemDocument() {
        assertRefused(shop.getWith(reader, "/invoices"), 403, "access_denied");
        assertRefused(shop.getWith(reader, "/elsewhere"), 403, "access_denied");
    }

    @Test
    void theMethodsOfSpringSecuritySeeTheScopes() {
        assertRefused(shop.delete("/orders", "Authorization", "Bearer " + reader), 403, "access_denied");
        assertThat(shop.delete("/orders", "Authorization", "Bearer " + writer).body())
                .isEqualTo("deleted");
    }

    @Test
    void peopleLogInAsBefore() {
        String login = "Basic " + Base64.getEncoder().encodeToString("ann:tea".getBytes(StandardCharsets.US_ASCII));

        HttpResponse<String> response = shop.get("/staff/customers", "Authorization", login);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("Reader", "Writer");
        assertThat(shop.get("/staff/customers").statusCode()).isEqualTo(401);
        assertRefused(shop.getWith(writer, "/staff/customers"), 403, "access_denied");
        assertRefused(shop.getWith(writer + "x", "/staff/customers"), 401, "unknown_key");
    }

    @Test
    void aSignUpThatFailsLeavesNothing() throws Exception {
        int before = keys.list(KeyQuery.all()).keys().size();
        int eventsBefore = observed().size();
        jdbc().sql("INSERT INTO customer (id, name) VALUES ('cus_9', 'Without an account')")
                .update();

        assertThatThrownBy(() -> customers.signUp("cus_9", "Twice", "orders:read"))
                .isInstanceOf(DuplicateKeyException.class);

        AccountAdmin accounts = shop.context().getBean(AccountAdmin.class);
        assertThatThrownBy(() -> accounts.describe("cus_9")).isInstanceOf(NotFoundException.class);
        assertThat(keys.list(KeyQuery.all()).keys()).hasSize(before);
        assertThat(customers.names()).doesNotContain("Twice");
        assertThat(observed()).hasSize(eventsBefore);
    }

    @Test
    void aSuspendedAccountIsRefusedAtOnce() throws Exception {
        String key = customers.signUp("cus_5", "Debtor", "orders:read");
        assertThat(shop.getWith(key, "/orders").statusCode()).isEqualTo(200);

        shop.context().getBean(AccountAdmin.class).suspend(new Actor("shop", "test"), "cus_5");

        assertRefused(shop.getWith(key, "/orders"), 403, "account_suspended");
    }

    @Test
    void aListenerHearsOfAChangeAfterTheCommit() throws Exception {
        TransactionTemplate transactions = shop.context().getBean(TransactionTemplate.class);
        int before = observed().size();

        transactions.executeWithoutResult(status -> {
            signUp("cus_3");
            assertThat(observed()).hasSize(before);
        });

        assertThat(observed()).hasSizeGreaterThan(before);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnce() throws Exception {
        String key = customers.signUp("cus_4", "Leaver", "orders:read");
        assertThat(shop.getWith(key, "/orders").statusCode()).isEqualTo(200);
        ApiKey known = keys.list(KeyQuery.all()).keys().stream()
                .map(each -> each.key())
                .filter(each -> each.name().equals("Leaver"))
                .findFirst()
                .orElseThrow();

        keys.revoke(new Actor("shop", "test"), known.id());

        assertRefused(shop.getWith(key, "/orders"), 401, "revoked_key");
    }

    @Test
    void theTablesHaveAHistoryOfTheirOwn() {
        assertThat(jdbc().sql("SELECT count(*) FROM \"keystile_schema_history\"")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/env", "/actuator/keystile", "/orders", "/"})
    void noKeyOpensTheManagementPort(String path) {
        assertRefused(shop.get(shop.managementPort(), path, "Authorization", "Bearer " + writer), 403, "route_closed");
    }

    @Test
    void healthIsPublicOnTheManagementPort() {
        assertThat(shop.get(shop.managementPort(), "/actuator/health").body()).contains("\"status\":\"UP\"");
    }

    @Test
    void theMainPortHasNoActuator() {
        assertRefused(shop.getWith(writer, "/actuator/health"), 403, "access_denied");
    }

    @Test
    void theEndpointShowsStoreAndCacheAndNoKey() {
        shop.getWith(reader, "/orders");

        KeystileEndpoint.State state =
                shop.context().getBean(KeystileEndpoint.class).state();

        assertThat(state.store().type()).isEqualTo("jdbc");
        assertThat(state.store().available()).isTrue();
        assertThat(state.cache().keys()).isPositive();
        assertThat(state.toString()).doesNotContain("sk_");
    }

    private static void signUp(String id) {
        try {
            customers.signUp(id, id, "orders:read");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
