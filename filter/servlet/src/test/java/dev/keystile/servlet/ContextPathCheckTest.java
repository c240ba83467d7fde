package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.LogLines;
import dev.keystile.route.Access;
import dev.keystile.route.PathCase;
import dev.keystile.store.MemoryKeyStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A route that names the context path is reported at start-up: it would close nothing. */
class ContextPathCheckTest {

    private final LogLines log = LogLines.of(ContextPathCheck.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    private List<String> warnings(String contextPath, PathCase pathCase) throws Exception {
        ApiKeyAuthFilter filter = JettyFixture.builder()
                .store(new MemoryKeyStore())
                .pathCase(pathCase)
                .route("/api", Access.PUBLIC)
                .route("/api/organizations", Access.DENIED)
                .route("/apis/x", Access.DENIED)
                .route("/API/x", Access.DENIED)
                .route("/**", Access.SECRET)
                .build();
        JettyFixture fixture = new JettyFixture().filter(filter);
        fixture.context.setContextPath(contextPath);
        try (JettyFixture started = fixture.start()) {
            return log.messages();
        }
    }

    @Test
    void eachRouteThatBeginsWithTheContextPathIsReported() throws Exception {
        assertThat(warnings("/api", PathCase.SENSITIVE))
                .containsExactly(
                        "The route /api (code) begins with the context path /api. Routes are relative to the context"
                                + " path, so this route is for requests to /api/api; write / for requests to /api.",
                        "The route /api/organizations (code) begins with the context path /api. Routes are relative to"
                                + " the context path, so this route is for requests to /api/api/organizations; write"
                                + " /organizations for requests to /api/organizations.");
    }

    @Test
    void letterCaseCountsAsForTheRoutes() throws Exception {
        assertThat(warnings("/api", PathCase.INSENSITIVE)).hasSize(3);
    }

    @Test
    void otherRoutesAreNot() throws Exception {
        assertThat(warnings("/", PathCase.SENSITIVE)).isEmpty();
        assertThat(warnings("/organizations", PathCase.SENSITIVE)).isEmpty();
    }
}
