package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OrganizationsIT {

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
    void anOrganizationIsMadeChangedAndDeleted() throws Exception {
        HttpResponse<String> made = demo.send(
                "POST",
                "/organizations",
                secret,
                "{\"name\":\"First\",\"domain_data\":[{\"domain\":\"A.example.com\",\"state\":\"pending\"}]}");
        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode organization = RunningDemo.JSON.readTree(made.body());
        assertThat(organization.get("object").stringValue()).isEqualTo("organization");
        assertThat(organization.get("external_id").isNull()).isTrue();
        assertThat(organization.get("created_at").stringValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z");
        assertThat(organization.get("domains").get(0).get("domain").stringValue())
                .isEqualTo("a.example.com");

        String path = "/organizations/" + organization.get("id").stringValue();
        JsonNode changed = demo.json("PUT", path, secret, "{\"name\":\"Second\"}");
        assertThat(changed.get("name").stringValue()).isEqualTo("Second");
        assertThat(changed.get("domains")).isEqualTo(organization.get("domains"));

        assertThat(demo.send("DELETE", path, secret, null).statusCode()).isEqualTo(202);
        assertThat(demo.send("DELETE", path, secret, null).statusCode()).isEqualTo(404);
        assertThat(demo.send("GET", path, secret, null).statusCode()).isEqualTo(404);
    }

    @Test
    void anOrganizationIsFoundByTheClientsOwnIdentifier() throws Exception {
        String body = "{\"name\":\"a\",\"external_id\":\"a/b c\"}";
        JsonNode made = demo.json("POST", "/organizations", secret, body);
        assertThat(demo.json("GET", "/organizations/external_id/a%20b", secret, null)
                        .get("code")
                        .stringValue())
                .isEqualTo("not_found");
        demo.json("PUT", "/organizations/" + made.get("id").stringValue(), secret, "{\"external_id\":\"a b\"}");
        assertThat(demo.json("GET", "/organizations/external_id/a%20b", secret, null)
                        .get("id"))
                .isEqualTo(made.get("id"));
        assertThat(demo.send(
                                "GET",
                                "/organizations/external_id/a%20b",
                                demo.defaultKeys().secretKey(),
                                null)
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "domains=a.one.com,b.one.com",
                "domains=a.two.com&domains=B.two.com",
                "domains%5B%5D=a.six.com&domains[]=b.six.com"
            })
    void domainsComeInThreeForms(String query) throws Exception {
        for (String letter : List.of("a", "b", "c")) {
            demo.send(
                    "POST",
                    "/organizations",
                    secret,
                    "{\"name\":\"x\",\"domains\":[\"%s.%s.com\"]}"
                            .formatted(letter, query.replaceAll(".*\\.(\\w+)\\.com", "$1")));
        }
        String response = demo.raw("GET /organizations?" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Authorization: Bearer " + secret + "\r\n\r\n");
        assertThat(RunningDemo.JSON
                        .readTree(response.substring(response.indexOf('{')))
                        .get("data"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                            | name        | required",
                "{\"name\":null}                               | name        | required",
                "{\"name\":\"a\\u0000\"}                      | name        | invalid_characters",
                "{\"name\":\"a\\ud800\"}                      | name        | invalid_characters",
                "{\"name\":\"a\",\"metadata\":{\"k\":\"\\ud800\"}} | metadata | invalid_characters",
                "{\"name\":\"a\",\"metadata\":{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":\"v\"}} | metadata | invalid_key",
                "{\"name\":7}                                  | name        | must_be_string",
                "{\"name\":\" \"}                              | name        | must_not_be_empty",
                "{\"name\":\"a\",\"domains\":[\"no dot\"]}     | domains     | invalid_domain",
                "{\"name\":\"a\",\"domains\":\"a.com\"}        | domains     | must_be_array",
                "{\"name\":\"a\",\"domain_data\":[{\"domain\":\"a.com\",\"state\":\"x\"}]} | domain_data | invalid_state",
                "{\"name\":\"a\",\"metadata\":[]}              | metadata    | must_be_object",
                "{\"name\":\"a\",\"metadata\":{\"k\":1}}       | metadata    | must_be_string",
                "{\"name\":\"a\",\"external_id\":1}            | external_id | must_be_string"
            })
    void aFieldThatIsNotValidIsNamed(String body, String field, String code) throws Exception {
        HttpResponse<String> response = demo.send("POST", "/organizations", secret, body);
        assertThat(response.statusCode()).isEqualTo(422);
        JsonNode problem = RunningDemo.JSON.readTree(response.body());
        assertThat(problem.get("errors").toString())
                .isEqualTo("[{\"field\":\"" + field + "\",\"code\":\"" + code + "\"}]");
        assertThat(problem.has("error")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=101", "limit=x", "order=up", "after=org_x", "before=1", "after=2&before=3"})
    void aQueryThatIsNotValidIs422(String query) throws Exception {
        assertThat(demo.send("GET", "/organizations?" + query, secret, null).statusCode())
                .isEqualTo(422);
    }
}
