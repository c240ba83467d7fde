package dev.keystile.route;

import static dev.keystile.route.Access.DENIED;
import static dev.keystile.route.Access.OPTIONAL;
import static dev.keystile.route.Access.PUBLIC;
import static dev.keystile.route.Access.PUBLISHABLE;
import static dev.keystile.route.Access.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable table = RouteTable.of(List.of(
            Route.of("/", PUBLIC),
            Route.of("/health", PUBLIC),
            Route.of(List.of("GET"), "/project", PUBLISHABLE),
            Route.of(List.of("GET", "POST"), "/organizations", PUBLISHABLE),
            Route.of("/organizations", DENIED),
            Route.of(List.of("HEAD"), "/head", PUBLIC),
            Route.of(List.of("GET"), "/head", OPTIONAL),
            Route.of("/docs/**", OPTIONAL),
            Route.of("/docs/internal", DENIED),
            Route.of("/a/b/c", PUBLIC),
            Route.of("/a/{x}/d", OPTIONAL),
            Route.of("/{x}/b/e", PUBLISHABLE),
            Route.of("/a/**", DENIED),
            Route.of("/users/{id}", PUBLISHABLE),
            Route.of("/users/me", PUBLIC),
            Route.of("/caf\u00e9 bar", PUBLIC)));

    @ParameterizedTest
    @CsvSource({
        "/,                 PUBLIC,      /",
        "/health,           PUBLIC,      /health",
        "/healthz,          SECRET,      unmatched",
        "/Health,           SECRET,      unmatched",
        "/health.json,      SECRET,      unmatched",
        "/health/x,         SECRET,      unmatched",
        "/healt,            SECRET,      unmatched",
        "/docs,             OPTIONAL,    /docs/**",
        "/docs/,            OPTIONAL,    /docs/**",
        "/docs/x/y/z,       OPTIONAL,    /docs/**",
        "/docs/internal,    DENIED,      /docs/internal",
        "/docs/internal/x,  OPTIONAL,    /docs/**",
        "/docsx,            SECRET,      unmatched",
        "/users/me,         PUBLIC,      /users/me",
        "/users/you,        PUBLISHABLE, /users/{id}",
        "/users,            SECRET,      unmatched",
        "/users/me/x,       SECRET,      unmatched",
        "/users/{id},       PUBLISHABLE, /users/{id}",
        "/users/**,         PUBLISHABLE, /users/{id}",
        "/caf\u00e9 bar,    PUBLIC,      /caf\u00e9 bar",
        "/cafe\u0301 bar,   SECRET,      unmatched"
    })
    void wholeSegmentsAreComparedAsTheyAre(String path, Access access, String route) {
        Requirement need = table.match("GET", path);

        assertThat(need.access()).isEqualTo(access);
        assertThat(need.route()).isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b/c, PUBLIC",
        "/a/b/d, OPTIONAL",
        "/a/b/e, DENIED",
        "/z/b/e, PUBLISHABLE",
        "/a/b,   DENIED",
        "/a,     DENIED",
        "/a/b/c/d, DENIED",
        "/z/b,   SECRET"
    })
    void theMostSpecificPatternFromTheLeftWinsAndADeadEndIsLeftAgain(String path, Access access) {
        assertThat(table.match("GET", path).access()).isEqualTo(access);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     /project,       PUBLISHABLE",
        "HEAD,    /project,       PUBLISHABLE",
        "POST,    /project,       SECRET",
        "get,     /project,       SECRET",
        "Get,     /project,       SECRET",
        "OPTIONS, /project,       SECRET",
        "BREW,    /project,       SECRET",
        "'',      /project,       SECRET",
        "HEAD,    /head,          PUBLIC",
        "GET,     /head,          OPTIONAL",
        "POST,    /organizations, PUBLISHABLE",
        "HEAD,    /organizations, PUBLISHABLE",
        "DELETE,  /organizations, DENIED",
        "BREW,    /health,        PUBLIC"
    })
    void thePathIsChosenBeforeTheMethod(String method, String path, Access access) {
        assertThat(table.match(method, path).access()).isEqualTo(access);
    }

    @Test
    void anUnlistedMethodOfTheBestPathDoesNotFallBackToAnother() {
        RouteTable open = RouteTable.of(List.of(Route.of("/**", PUBLIC), Route.of(List.of("GET"), "/x", PUBLIC)));

        assertThat(open.match("POST", "/x").access()).isEqualTo(SECRET);
        assertThat(open.match("POST", "/x").route()).isEqualTo("/x");
        assertThat(open.match("POST", "/y").access()).isEqualTo(PUBLIC);
    }

    @ParameterizedTest
    @CsvSource({
        "/health/,       SECRET",
        "/users/me/,     SECRET",
        "/docs/internal/, DENIED",
        "/organizations/, DENIED",
        "/docs/x/,       OPTIONAL"
    })
    void aSlashAtTheEndGetsTheStricterOfBothReadings(String path, Access access) {
        assertThat(table.match("PUT", path).access()).isEqualTo(access);
    }

    @Test
    void bothReadingsScopesAreNeeded() {
        RouteTable scoped = RouteTable.of(List.of(
                Route.of("/x/**", SECRET).withScopes("below"),
                Route.of("/x/y", SECRET).withScopes("y", "also")));

        Requirement need = scoped.match("GET", "/x/y/");

        assertThat(need.scopes()).containsExactlyInAnyOrder("also", "below", "y");
        assertThat(need.route()).isEqualTo("/x/**");
        assertThat(scoped.match("GET", "/x/y").scopes()).containsExactlyInAnyOrder("also", "y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/x", "/x/y/z", "/health"})
    void withoutRulesEverythingIsSecret(String path) {
        assertThat(RouteTable.of(List.of()).match("GET", path)).isEqualTo(Requirement.UNMATCHED);
    }

    @Test
    void everythingBelowTheRootIncludesTheRoot() {
        RouteTable all = RouteTable.of(List.of(Route.of("/**", PUBLIC)));
        for (String path : List.of("/", "/x", "/x/", "/x/y")) {
            assertThat(all.match("GET", path).access()).as(path).isEqualTo(PUBLIC);
        }
        assertThat(RouteTable.of(List.of(Route.of("/", PUBLIC), Route.of("/**", DENIED)))
                        .match("GET", "/")
                        .access())
                .isEqualTo(PUBLIC);
    }

    @Test
    void theTimeOfAMatchGrowsWithTheLengthOfThePathOnly() {
        String deep = "/a/b".repeat(50_000);

        assertThat(table.match("GET", deep).access()).isEqualTo(DENIED);
        assertThat(table.match("GET", "/users/" + "x".repeat(100_000)).access()).isEqualTo(PUBLISHABLE);
    }

    @Test
    void scopesAreSortedSoThatResponsesAreEqual() {
        Route route = new Route("/x", Set.of(), SECRET, Set.of("c", "a", "b"), null, "code");

        assertThat(route.scopes()).containsExactly("a", "b", "c");
    }
}
