package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.ReservedPort;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.database.EarlierDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PostgresIT {

    private EmbeddedPostgres postgres;
    private RunningDemo demo;
    private String secret;

    @BeforeEach
    void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setPort(ReservedPort.next())
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        demo = RunningDemo.start(DatabaseAddress.at(postgres.getJdbcUrl("postgres", "postgres"), null, null));
        secret = demo.demoKeys().secretKey();
    }

    @AfterEach
    void stop() throws Exception {
        demo.close();
        postgres.close();
    }

    @Test
    void organizationsAreMadeListedChangedAndDeletedInOneEnvironment() throws Exception {
        String other = demo.defaultKeys().secretKey();
        List<HttpRequest> creates = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            creates.add(demo.request(
                    "POST",
                    "/organizations",
                    i % 2 == 0 ? secret : other,
                    "{\"name\":\"o\",\"domains\":[\"d" + i + ".example.com\"]}"));
        }
        assertThat(demo.sendAll(creates)).allMatch(response -> response.statusCode() == 201);
        assertThat(data("?limit=100", secret)).hasSize(20);
        assertThat(data("?limit=100", other)).hasSize(20);
        assertThat(data("?domains=d0.example.com,d1.example.com,d2.example.com", secret))
                .hasSize(2);

        JsonNode page = demo.json("GET", "/organizations?limit=15", secret, null);
        String after = page.at("/list_metadata/after").stringValue();
        assertThat(data("?limit=15&after=" + after, secret)).hasSize(5);
        String path = "/organizations/" + after;
        JsonNode changed =
                demo.json("PUT", path, secret, "{\"metadata\":{\"k\":\"v\\n\\u00e9\"},\"external_id\":\"e\"}");
        assertThat(changed.get("domains")).hasSize(1);
        assertThat(demo.json("GET", path, secret, null)).isEqualTo(changed);
        assertThat(demo.json("GET", "/organizations/external_id/e", secret, null))
                .isEqualTo(changed);
        assertThat(demo.send("DELETE", path, other, null).statusCode()).isEqualTo(404);
        assertThat(demo.send("DELETE", path, secret, null).statusCode()).isEqualTo(202);
        assertThat(data("?limit=100", secret)).hasSize(19);
    }

    private JsonNode data(String query, String key) throws Exception {
        return demo.json("GET", "/organizations" + query, key, null).get("data");
    }

    @Test
    void aUserSignsIn() throws Exception {
        SsoClient client = new SsoClient(demo, demo.demoKeys());
        String form = client.tokenForm(client.code("state", "s"));
        HttpResponse<String> token = client.token(form);
        assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
        assertThat(client.token(form).body()).contains("invalid_grant");
        JsonNode response = RunningDemo.JSON.readTree(token.body());
        assertThat(client.profile(response.get("access_token").stringValue()).statusCode())
                .isEqualTo(200);
        assertThat(demo.json("GET", "/connections", secret, null).get("data")).hasSize(5);
    }

    @Test
    void anEarlierDatabaseIsMigratedWithEverythingInIt() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE earlier");
        }
        DatabaseAddress address = DatabaseAddress.at(postgres.getJdbcUrl("postgres", "earlier"), null, null);
        EarlierDatabase.make(address);

        try (DemoDatabase database = DemoDatabase.openAndMigrate(address)) {
            List<String> kept = database.jdbi()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT o.id || ' ' || o.project_id || ' ' || u.uri FROM demo_organization o"
                                            + " JOIN demo_redirect_uri u ON u.project_id = o.project_id"
                                            + " JOIN demo_connection c ON c.project_id = o.project_id ORDER BY o.id")
                            .mapTo(String.class)
                            .list());
            assertThat(kept)
                    .containsExactly(
                            "org_default project_default https://default.example/callback",
                            "org_demo project_demo https://demo.example/callback");
        }
    }

    @Test
    void withoutTheDatabaseNothingIsTheClientsFault() throws Exception {
        SsoClient client = new SsoClient(demo, demo.demoKeys());
        String form = client.tokenForm(client.code());
        assertThat(demo.send("GET", "/organizations", secret, null).statusCode())
                .isEqualTo(200);
        postgres.close();
        for (HttpResponse<String> response :
                List.of(client.token(form), demo.send("GET", "/organizations", secret, null))) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
            assertThat(RunningDemo.JSON.readTree(response.body()).get("code").stringValue())
                    .isEqualTo("database_unavailable");
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(client.authorize(client.authorizeQuery()).statusCode()).isEqualTo(503);
    }
}
