package dev.keystile.route;

import static dev.keystile.route.Access.DENIED;
import static dev.keystile.route.Access.PUBLIC;
import static dev.keystile.route.Access.PUBLISHABLE;
import static dev.keystile.route.Access.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathCaseTest {

    private static final List<Route> ROUTES = List.of(
            Route.of("/api/**", PUBLIC),
            Route.of("/api/Admin/**", DENIED),
            Route.of(List.of("GET"), "/api/users/{Id}", PUBLISHABLE),
            Route.of("/caf\u00e9", PUBLIC));

    private final RouteTable table = RouteTable.of(ROUTES, PathCase.INSENSITIVE);

    @ParameterizedTest
    @CsvSource({
        "/api/admin,        DENIED,      /api/Admin/**",
        "/API/ADMIN/x,      DENIED,      /api/Admin/**",
        "/api/aDmIn/,       DENIED,      /api/Admin/**",
        "/Api/Other,        PUBLIC,      /api/**",
        "/API/Users/Me,     PUBLISHABLE, /api/users/{Id}",
        "/API/Users/{ID},   PUBLISHABLE, /api/users/{Id}",
        "/CAF\u00e9,        PUBLIC,      /caf\u00e9"
    })
    void lettersOfEitherCaseMatch(String path, Access access, String route) {
        assertThat(table.match("GET", path).access()).isEqualTo(access);
        assertThat(table.match("GET", path).route()).isEqualTo(route);
    }

    /** The long s, the Kelvin sign, the dotless and the dotted i, and another letter that has two cases. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/u\u017fers/me", "/api/adm\u0131n", "/api/adm\u0130n", "/caf\u00c9", "/\u212a"})
    void onlyTheLettersOfAsciiAreFolded(String path) {
        assertThat(table.match("GET", path).route())
                .isNotEqualTo("/api/Admin/**")
                .isNotEqualTo("/caf\u00e9");
        assertThat(PathCase.INSENSITIVE.fold(path)).isSameAs(path);
    }

    @Test
    void noLocaleTurnsAnIIntoAnotherLetter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(table.match("GET", "/api/ADMIN").access()).isEqualTo(DENIED);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void methodsStayAsTheyAre() {
        assertThat(table.match("get", "/api/users/me").access()).isEqualTo(SECRET);
    }

    @Test
    void withoutTheSettingLetterCaseCounts() {
        RouteTable sensitive = RouteTable.of(ROUTES);

        assertThat(sensitive.match("GET", "/api/admin").access()).isEqualTo(PUBLIC);
        assertThat(sensitive.match("GET", "/API/x").access()).isEqualTo(SECRET);
        assertThat(PathCase.SENSITIVE.fold("/API/x")).isEqualTo("/API/x");
    }

    @Test
    void itIsNamedAsInConfigurationFiles() {
        assertThat(PathCase.ofLabel("insensitive")).contains(PathCase.INSENSITIVE);
        assertThat(PathCase.ofLabel("Insensitive")).isEmpty();
        assertThat(PathCase.SENSITIVE.label()).isEqualTo("sensitive");
        assertThat(PathCase.SENSITIVE).hasToString("sensitive");
        assertThat(EncodedPaths.ACCEPT).hasToString("accept");
    }

    @Test
    void rulesThatBecomeEqualAreAnError() {
        List<Route> routes = List.of(Route.of("/{a}/X/**", PUBLIC), Route.of("/{b}/x/**", SECRET));

        assertThat(RouteTable.of(routes)).isNotNull();
        assertThatThrownBy(() -> RouteTable.of(routes, PathCase.INSENSITIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two rules for the same requests: /{a}/X/** (code) and /{b}/x/** (code); keep one of them,"
                        + " since paths.case is insensitive");
    }
}
