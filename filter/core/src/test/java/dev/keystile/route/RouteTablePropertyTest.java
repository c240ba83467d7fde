package dev.keystile.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random tables against an oracle that tries every pattern on every path. */
class RouteTablePropertyTest {

    private static final List<String> SEGMENTS = List.of("a", "b", "c", "{x}");
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "get");

    private final Random random = new Random(20261124);

    @Test
    void theTableAgreesWithTheOracle() {
        for (int round = 0; round < 2000; round++) {
            List<Route> routes = randomRoutes();
            RouteTable table = RouteTable.of(routes);
            for (int i = 0; i < 40; i++) {
                String path = randomPath();
                String method = pick(METHODS);
                assertThat(table.match(method, path).access())
                        .as("%s %s in %s", method, path, routes)
                        .isEqualTo(RouteOracle.access(routes, method, path));
            }
        }
    }

    private List<Route> randomRoutes() {
        Map<String, Route> routes = new LinkedHashMap<>();
        int count = 1 + random.nextInt(10);
        for (int i = 0; i < count; i++) {
            String path = randomPattern();
            String method = random.nextBoolean() ? "" : pick(METHODS);
            Set<String> methods = method.isEmpty() ? Set.of() : Set.of(method);
            Access access = pick(List.of(Access.values()));
            routes.put(method + path, new Route(path, methods, access, Set.of(), null, "rule " + i));
        }
        return new ArrayList<>(routes.values());
    }

    private String randomPattern() {
        StringBuilder pattern = new StringBuilder();
        int depth = random.nextInt(4);
        for (int i = 0; i < depth; i++) {
            pattern.append('/').append(pick(SEGMENTS));
        }
        if (random.nextInt(3) == 0) {
            return pattern.append("/**").toString();
        }
        return depth == 0 ? "/" : pattern.toString();
    }

    private String randomPath() {
        StringBuilder path = new StringBuilder();
        int depth = random.nextInt(5);
        for (int i = 0; i < depth; i++) {
            path.append('/').append(pick(List.of("a", "b", "c", "d")));
        }
        return depth == 0 || random.nextInt(5) == 0 ? path.append('/').toString() : path.toString();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
