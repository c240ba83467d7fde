package dev.keystile.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Any path against a slow and plain reading of the rules. */
class PathFuzzTest {

    private static final Set<String> DOTS = Set.of(".", "..");

    private static final List<Route> ROUTES = List.of(
            Route.of("/**", Access.PUBLISHABLE),
            Route.of("/", Access.PUBLIC),
            Route.of("/health", Access.PUBLIC),
            Route.of("/open/**", Access.PUBLIC),
            Route.of("/open/admin/**", Access.SECRET),
            Route.of(List.of("GET"), "/orders/{x}", Access.PUBLIC),
            Route.of("/orders/{x}/lines", Access.OPTIONAL),
            Route.of("/orders/new", Access.DENIED));

    private static final RouteTable TABLE = RouteTable.of(ROUTES);
    private static final RouteTable FOLDED = RouteTable.of(ROUTES, PathCase.INSENSITIVE);

    @FuzzTest(maxDuration = "2m")
    void aPathIsReadAsTheRulesSay(byte[] input) {
        String rawPath = new String(input, StandardCharsets.UTF_8);
        boolean ambiguous = PathSyntax.isAmbiguous(rawPath);
        assertThat(ambiguous).isEqualTo(!isPlain(rawPath));
        assertThat(PathSyntax.isCanonical(rawPath)).isEqualTo(hasPlainSegments(rawPath) && hasNoSpecial(rawPath));
        if (!ambiguous) {
            String path = URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
            assertThat(PathSyntax.isCanonical(path)).as(path).isTrue();
            checkMatch(path);
        }
    }

    private static void checkMatch(String path) {
        for (String method : List.of("GET", "HEAD", "POST")) {
            assertThat(TABLE.match(method, path).access()).isEqualTo(RouteOracle.access(ROUTES, method, path));
            String folded = PathCase.INSENSITIVE.fold(path);
            assertThat(FOLDED.match(method, path).access()).isEqualTo(RouteOracle.access(ROUTES, method, folded));
        }
    }

    private static boolean isPlain(String rawPath) {
        return hasPlainSegments(rawPath)
                && rawPath.replaceAll("%[0-9a-fA-F]{2}", "").matches("[!-~&&[^;\\\\#%]]*")
                && !rawPath.matches("(?si).*%([01].|7f|2e|2f|5c|3b|25|c0|c1|f[5-9a-f]).*");
    }

    /** Whether only the last segment is empty, and none consists of one dot or two. */
    private static boolean hasPlainSegments(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        List<String> segments = List.of(path.substring(1).split("/", -1));
        return !segments.subList(0, segments.size() - 1).contains("")
                && segments.stream().noneMatch(DOTS::contains);
    }

    private static boolean hasNoSpecial(String path) {
        return path.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == ';' || c == '\\');
    }
}
