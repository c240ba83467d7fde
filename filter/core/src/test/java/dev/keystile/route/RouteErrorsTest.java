package dev.keystile.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "/a/{x}/b, '',       /a/{y}/b, '',   /a/{x}/b (k.yaml:1),     /a/{y}/b (k.yaml:2)",
        "/a,       '',       /a,       '',   /a (k.yaml:1),           /a (k.yaml:2)",
        "/a/**,    GET,      /a/**,    GET,  GET /a/** (k.yaml:1),    GET /a/** (k.yaml:2)",
        "/a,       GET PUT,  /a,       PUT,  'GET,PUT /a (k.yaml:1)', PUT /a (k.yaml:2)",
        "/,        '',       /,        '',   / (k.yaml:1),            / (k.yaml:2)"
    })
    void twoRoutesForTheSameRequestsAreReportedWithTheirOrigins(
            String path, String methods, String secondPath, String secondMethods, String first, String second) {
        List<Route> routes = List.of(route(path, methods, 1), route(secondPath, secondMethods, 2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.of(routes))
                .withMessageContaining(first)
                .withMessageContaining(second);
    }

    @Test
    void similarRoutesForDifferentRequestsAreAllowed() {
        RouteTable table = RouteTable.of(List.of(
                route("/a", "GET", 1),
                route("/a", "HEAD", 2),
                route("/a", "", 3),
                route("/a/**", "", 4),
                route("/a/{x}", "", 5),
                route("/A", "", 6)));

        assertThat(table.match("GET", "/a").route()).isEqualTo("/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "**", "//", "//**", "/a//b", "/a/", "/a//**", "/**/", "/**/a", "/a/**/b", "/a/*", "/a*",
                "/a/***", "/?", "/.", "/a/..", "/../**", "/a;x", "/a\\b", "/a%20b", "/a#b", "/{", "/}", "/{}", "/{a",
                "/a}", "/{a}b", "/a{b}", "/{a}{b}", "/{a b}", "/{a-b}", "/{a:.*}", "/{*}", "/{{a}}", "/a\nb"
            })
    void aMalformedPatternIsRefusedWithAReason(String pattern) {
        List<Route> routes = List.of(Route.of(pattern, Access.PUBLIC));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.of(routes))
                .withMessageContaining("path '" + pattern.replace('\n', ' ') + "' is not a pattern: ");
    }

    @Test
    void scopesNeedASecretKey() {
        for (Access access : Access.values()) {
            if (access != Access.SECRET) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Route.of("/a", access).withScopes("a"))
                        .withMessageContaining("access: " + access.label());
            }
        }
    }

    @Test
    void aScopeThatCannotStandInAChallengeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Route.of("/a", Access.SECRET).withScopes("a\"b"))
                .withMessageContaining("a\"b");
    }

    @Test
    void scopesAddUp() {
        assertThat(Route.of("/a", Access.SECRET)
                        .withScopes("b")
                        .withScopes("a", "b")
                        .scopes())
                .containsExactly("a", "b");
    }

    @Test
    void accessIsFoundByItsLabelOnly() {
        for (Access access : Access.values()) {
            assertThat(Access.ofLabel(access.label())).contains(access);
        }
        assertThat(Access.ofLabel("PUBLIC")).isEmpty();
        assertThat(Access.ofLabel("")).isEmpty();
    }

    private static Route route(String path, String methods, int line) {
        Set<String> verbs = methods.isEmpty() ? Set.of() : Set.of(methods.split(" "));
        return new Route(path, verbs, Access.PUBLIC, Set.of(), null, "k.yaml:" + line);
    }
}
