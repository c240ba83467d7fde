package dev.keystile.gateway.upstream;

import dev.keystile.route.Access;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which service gets a path: the one with the most specific pattern, as with routes. */
final class UpstreamTable {

    private final RouteTable patterns;
    private final Map<String, UpstreamTargets> targets = new HashMap<>();

    /** @throws IllegalArgumentException if two have the same pattern */
    UpstreamTable(List<Upstream> upstreams, PathCase pathCase) {
        patterns = RouteTable.of(
                upstreams.stream()
                        .map(upstream -> Route.of(upstream.path(), Access.PUBLIC))
                        .toList(),
                pathCase);
        upstreams.forEach(upstream -> targets.put(upstream.path(), new UpstreamTargets(upstream, System::nanoTime)));
    }

    /** Null if nobody gets it. */
    @Nullable
    UpstreamTargets find(String method, String path) {
        return targets.get(patterns.match(method, path).route());
    }
}
