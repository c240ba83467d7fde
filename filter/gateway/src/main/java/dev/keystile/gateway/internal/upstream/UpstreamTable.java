package dev.keystile.gateway.internal.upstream;

import dev.keystile.route.Access;
import dev.keystile.route.EncodedPath;
import dev.keystile.route.PathCase;
import dev.keystile.route.PathSyntax;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps a request to the upstream whose pattern fits its path; the most specific pattern wins, as with routes. */
final class UpstreamTable {

    private final RouteTable patterns;
    private final Map<String, UpstreamTargets> targets = new HashMap<>();

    /** @throws IllegalArgumentException if two upstreams have the same pattern */
    UpstreamTable(List<Upstream> upstreams, PathCase pathCase) {
        patterns = RouteTable.of(
                upstreams.stream()
                        .map(upstream -> Route.of(upstream.path(), Access.PUBLIC))
                        .toList(),
                pathCase);
        upstreams.forEach(upstream -> targets.put(upstream.path(), new UpstreamTargets(upstream, System::nanoTime)));
    }

    /** The targets of the upstream that gets the request; null if no pattern fits. */
    @Nullable
    UpstreamTargets find(HttpServletRequest request) {
        return targets.get(patterns.match(request.getMethod(), pathOf(request)).route());
    }

    /** The decoded path. An escaped slash is no separator: the path is passed on with the segments that it was sent with. */
    private static String pathOf(HttpServletRequest request) {
        if (PathSyntax.isAmbiguous(request.getRequestURI())) {
            EncodedPath encoded = EncodedPath.parse(request.getRequestURI());
            return encoded == null ? "" : encoded.bySegments();
        }
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }
}
