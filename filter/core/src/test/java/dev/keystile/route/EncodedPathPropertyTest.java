package dev.keystile.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Random paths and rules, against services that read paths in ways of their own: no path passes with less than a reading of it
 * requires.
 */
class EncodedPathPropertyTest {

    private static final List<String> PIECES = List.of(
            "a", "b", "c", "/", "/", "/a", "/b", "%2F", "%2f", "%25", "%252F", "%5C", "%255c", "%3B", "%253b", "%2E",
            "%252e", "%61", "%2561", "%2562", "%25", "2f", "61", ".");
    private static final List<String> PATTERNS = List.of(
            "/a", "/b", "/a/b", "/a/**", "/b/**", "/{x}", "/{x}/b", "/a/{x}", "/a/b/c", "/**", "/{x}/**", "/a/b/**");
    private static final Pattern ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final Random random = new Random(20261129);

    @Test
    void noPathPassesWithLessThanAReadingRequires() {
        int passed = 0;
        for (int round = 0; round < 1_000; round++) {
            RouteTable routes = RouteTable.of(randomRoutes());
            for (int i = 0; i < 40; i++) {
                String raw = randomPath();
                EncodedPath path = EncodedPath.parse(raw);
                Requirement granted = path == null ? null : routes.match("GET", path);
                if (granted != null) {
                    passed++;
                    assertEnough(routes, raw, granted);
                }
            }
        }
        assertThat(passed).isGreaterThan(1_000);
    }

    private static void assertEnough(RouteTable routes, String raw, Requirement granted) {
        for (String reading : readings(raw)) {
            assertThat(reading.split("/", -1)).as("%s as %s", raw, reading).doesNotContain(".", "..");
            Requirement required = routes.match("GET", raw.endsWith("/") ? reading : withoutEmptyEnd(reading));
            if (!required.route().equals("unmatched")) {
                assertThat(granted.access())
                        .as("%s as %s in %s", raw, reading, required)
                        .isGreaterThanOrEqualTo(required.access());
                assertThat(required.encoded()).as("%s as %s", raw, reading).isTrue();
            }
        }
    }

    /** What becomes of a path by up to four steps of decoding, mending slashes, cutting parameters and merging slashes. */
    private static Set<String> readings(String raw) {
        Set<String> all = new LinkedHashSet<>(List.of(decode(raw)));
        for (int step = 0; step < 4; step++) {
            for (String path : new ArrayList<>(all)) {
                all.add(decode(path));
                all.add(path.replace('\\', '/'));
                all.add(path.replaceAll(";[^/]*", ""));
                all.add(path.replaceAll("/+", "/"));
            }
        }
        return all;
    }

    /** An empty segment that only decoding makes does not count where no rule matches it. */
    private static String withoutEmptyEnd(String reading) {
        String path = reading.replaceAll("/+$", "");
        return path.isEmpty() ? "/" : path;
    }

    private static String decode(String path) {
        return URLDecoder.decode(ESCAPE.matcher(path).replaceAll("%25"), StandardCharsets.UTF_8);
    }

    private List<Route> randomRoutes() {
        List<Route> routes = new ArrayList<>();
        for (String pattern : PATTERNS) {
            if (random.nextBoolean()) {
                Access access = Access.values()[random.nextInt(Access.values().length)];
                boolean accepts = random.nextInt(6) > 0;
                routes.add(Route.of(pattern, access).withEncoded(accepts ? EncodedPaths.ACCEPT : EncodedPaths.REFUSE));
            }
        }
        return routes;
    }

    private String randomPath() {
        StringBuilder path = new StringBuilder("/");
        for (int i = random.nextInt(1, 7); i > 0; i--) {
            path.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return path.toString();
    }
}
