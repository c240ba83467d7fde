package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.request.FakeRequest;
import dev.keystile.route.Access;
import dev.keystile.route.Requirement;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightsTest {

    private static final String METHOD = "Access-Control-Request-Method";

    private final RouteTable routes = RouteTable.of(List.of(
            Route.of("/public", Access.PUBLIC),
            Route.of("/optional", Access.OPTIONAL),
            Route.of(List.of("GET"), "/publishable", Access.PUBLISHABLE),
            Route.of("/secret", Access.SECRET),
            Route.of("/denied", Access.DENIED)));
    private final Preflights preflights = new Preflights(true, false);

    private static FakeRequest options() {
        return FakeRequest.of("OPTIONS", "/public");
    }

    @Test
    void aPreflightIsOptionsWithOriginAndMethod() {
        assertThat(preflights.isPreflight(options().with("Origin", "null").with(METHOD, "PUT")))
                .isTrue();
        assertThat(preflights.isPreflight(options().with(METHOD, "PUT"))).isFalse();
        assertThat(preflights.isPreflight(options().with("Origin", "null"))).isFalse();
        assertThat(preflights.isPreflight(
                        FakeRequest.get("/public").with("Origin", "null").with(METHOD, "PUT")))
                .isFalse();
        assertThat(preflights.isPreflight(FakeRequest.of("options", "/public")
                        .with("Origin", "null")
                        .with(METHOD, "PUT")))
                .isFalse();
    }

    @Test
    void whereTheyAreTheApplicationsThereAreNone() {
        Preflights off = new Preflights(false, false);

        assertThat(off.isPreflight(options().with("Origin", "null").with(METHOD, "PUT")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/public, GET, true",
        "/optional, GET, true",
        "/publishable, GET, true",
        "/publishable, POST, false",
        "/secret, GET, false",
        "/denied, GET, false",
        "/unmatched, GET, false"
    })
    void whatNeedsNoSecretKeyIsAllowed(String path, String method, boolean allowed) {
        assertThat(preflights.isAllowed(called(method, path))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"/publishable, POST, true", "/secret, GET, true", "/denied, GET, false", "/unmatched, GET, true"})
    void secretKeysThatBrowsersMaySendAreAllowed(String path, String method, boolean allowed) {
        assertThat(new Preflights(true, true).isAllowed(called(method, path))).isEqualTo(allowed);
    }

    private Requirement called(String method, String path) {
        return routes.match(preflights.calledMethod(options().with(METHOD, method)), path);
    }

    @Test
    void withoutAMethodOnlyRulesForAllMethodsCount() {
        String none = preflights.calledMethod(options());

        assertThat(preflights.isAllowed(routes.match(none, "/public"))).isTrue();
        assertThat(preflights.isAllowed(routes.match(none, "/publishable"))).isFalse();
    }
}
