package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ConnectionsIT {

    private static RunningDemo demo;
    private static String secret;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        demo = RunningDemo.start(folder);
        secret = demo.demoKeys().secretKey();
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void everyEnvironmentHasItsOwnSet() throws Exception {
        JsonNode mine = data("", secret);
        JsonNode theirs = data("", demo.defaultKeys().secretKey());
        assertThat(types(mine))
                .isEqualTo(types(theirs))
                .containsExactly("GenericSAML", "AppleOAuth", "GitHubOAuth", "MicrosoftOAuth", "GoogleOAuth");
        assertThat(ids(mine)).doesNotContainAnyElementsOf(ids(theirs));
        assertThat(demo.send("GET", "/connections/" + ids(theirs).get(0), secret, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(demo.json("GET", "/connections/" + ids(mine).get(0), secret, null))
                .isEqualTo(mine.get(0));
    }

    @Test
    void aConnectionHasTheseFields() throws Exception {
        JsonNode connection = data("?connection_type=GenericSAML", secret).get(0);
        assertThat(connection.propertyNames())
                .containsExactly(
                        "object",
                        "id",
                        "organization_id",
                        "name",
                        "connection_type",
                        "state",
                        "status",
                        "domains",
                        "created_at",
                        "updated_at");
        assertThat(connection.at("/domains/0/domain").stringValue()).isEqualTo("example.com");
        assertThat(connection.get("state").stringValue()).isEqualTo("active");
        assertThat(connection.get("status").stringValue()).isEqualTo("linked");
    }

    @Test
    void pagesGoThroughTheList() throws Exception {
        List<String> ids = new ArrayList<>();
        String query = "?limit=2&order=asc";
        for (String after = ""; after != null; ) {
            JsonNode page = demo.json("GET", "/connections" + query + after, secret, null);
            ids.addAll(ids(page.get("data")));
            JsonNode next = page.at("/list_metadata/after");
            after = next.isNull() ? null : "&after=" + next.stringValue();
        }
        assertThat(ids).hasSize(5).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource({"domain=Example.com, 1", "domain=a.com, 0", "organization_id=org_a, 0", "connection_type=a%00, 0"})
    void filtersSelect(String query, int count) throws Exception {
        assertThat(data("?" + query, secret)).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"POST, 405", "DELETE, 405"})
    void connectionsAreOnlyRead(String method, int status) throws Exception {
        HttpResponse<String> response = demo.send(method, "/connections", secret, null);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(demo.send("GET", "/connections", demo.demoKeys().publishableKey(), null)
                        .statusCode())
                .isEqualTo(403);
    }

    private static JsonNode data(String query, String key) throws Exception {
        return demo.json("GET", "/connections" + query, key, null).get("data");
    }

    private static List<String> types(JsonNode data) {
        return texts(data, "connection_type");
    }

    private static List<String> ids(JsonNode data) {
        return texts(data, "id");
    }

    private static List<String> texts(JsonNode data, String field) {
        List<String> texts = new ArrayList<>();
        data.forEach(item -> texts.add(item.get(field).stringValue()));
        return texts;
    }
}
