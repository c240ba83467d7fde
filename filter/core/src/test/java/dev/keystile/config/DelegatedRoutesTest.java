package dev.keystile.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.LogLines;
import dev.keystile.route.Access;
import dev.keystile.route.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelegatedRoutesTest {

    private static List<String> logged(Route... routes) {
        try (LogLines log = LogLines.of(DelegatedRoutes.class)) {
            DelegatedRoutes.log(List.of(routes));
            return log.messages();
        }
    }

    @Test
    void aStartSaysWhereTheApplicationMustAuthenticate() {
        assertThat(logged(Route.of("/app/**", Access.DELEGATED), Route.of("/a", Access.SECRET)))
                .containsExactly("Delegated routes: /app/** (code). Requests without a key reach the application there,"
                        + " which must authenticate them.");
        assertThat(logged(Route.of("/a", Access.OPTIONAL))).isEmpty();
    }
}
