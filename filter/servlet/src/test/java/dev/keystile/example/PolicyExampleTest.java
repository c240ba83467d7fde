package dev.keystile.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.route.Access;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.servlet.JettyFixture;
import dev.keystile.store.MemoryKeyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policy that the README shows, in a server. */
class PolicyExampleTest {

    private final String key = TestKeys.text(KeyType.SECRET);

    @Test
    void theReadmeShowsThisPolicy() throws Exception {
        String code = Files.readString(Path.of("src/test/java/dev/keystile/example/NoReportsOnDemoData.java"))
                .replaceFirst("^package .*\\R\\R", "");

        assertThat(Files.readString(Path.of("../core/README.md"))).contains("```java\n" + code + "```\n");
    }

    @Test
    void thePolicyRefusesWithItsOwnCode() throws Exception {
        try (JettyFixture jetty = new JettyFixture()
                .filter(ApiKeyAuthFilter.builder()
                        .store(new MemoryKeyStore(List.of(TestKeys.record(key))))
                        .route("/reports/**", Access.SECRET)
                        .policy(new NoReportsOnDemoData())
                        .build())
                .servlet("/*", (request, response) -> response.getWriter().print("the application"))
                .start()) {
            String refused = jetty.get("/reports/2026", "Authorization: Bearer " + key);

            assertThat(refused)
                    .startsWith("HTTP/1.1 403")
                    .contains("X-Keystile-Error: reports_need_live_data")
                    .contains("\"code\":\"reports_need_live_data\"")
                    .contains("\"detail\":\"Use a key of the Default Project for reports.\"")
                    .doesNotContain("WWW-Authenticate", "the application");
            assertThat(jetty.get("/orders", "Authorization: Bearer " + key))
                    .startsWith("HTTP/1.1 200")
                    .contains("the application");
            assertThat(jetty.get("/reports/2026")).startsWith("HTTP/1.1 401");
        }
    }
}
