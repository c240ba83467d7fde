package dev.keystile.gateway;

import dev.keystile.config.ConfigValues;
import dev.keystile.gateway.internal.upstream.ConnectionLimits;
import dev.keystile.gateway.internal.upstream.Upstream;
import dev.keystile.key.Redaction;
import dev.keystile.route.PathCase;
import dev.keystile.setting.ConfigException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the list of services behind the gateway. */
final class UpstreamReader {

    private UpstreamReader() {}

    /** @param pathCase whether the letter case of a path counts, as for routes */
    static List<Upstream> read(ConfigValues root, PathCase pathCase) {
        List<Upstream> upstreams = new ArrayList<>();
        Set<String> shapes = new HashSet<>();
        for (ConfigValues values : root.groups(GatewaySettings.UPSTREAMS)) {
            Upstream upstream = upstream(values);
            if (!shapes.add(pathCase.fold(upstream.path().replaceAll("\\{[^/]*}", "{}")))) {
                throw second(values, upstream.path(), pathCase);
            }
            upstreams.add(upstream);
        }
        return upstreams;
    }

    private static Upstream upstream(ConfigValues values) {
        String path = values.get(GatewaySettings.UPSTREAM_PATH);
        int max = values.get(GatewaySettings.MAX_CONNECTIONS);
        return new Upstream(
                path,
                values.get(GatewaySettings.UPSTREAM_URL),
                stripPrefix(values, path),
                values.get(GatewaySettings.TIMEOUT),
                values.find(GatewaySettings.MAX_REQUEST_SIZE)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                new ConnectionLimits(
                        max,
                        values.find(GatewaySettings.MAX_PER_CLIENT)
                                .orElseGet(() -> ConnectionLimits.defaultPerClient(max)),
                        values.get(GatewaySettings.MAX_WAITING)));
    }

    private static String stripPrefix(ConfigValues values, String path) {
        String prefix = values.find(GatewaySettings.STRIP_PREFIX).orElse("");
        if (!prefix.isEmpty() && !path.equals(prefix) && !path.startsWith(prefix + "/")) {
            throw GatewaySettings.STRIP_PREFIX
                    .wrong(prefix, "whole segments that the path " + Redaction.quoted(path) + " begins with")
                    .at(values.placeOf(GatewaySettings.STRIP_PREFIX));
        }
        return prefix;
    }

    private static ConfigException second(ConfigValues values, String path, PathCase pathCase) {
        return new ConfigException(
                values.placeOf(GatewaySettings.UPSTREAM_PATH),
                GatewaySettings.UPSTREAM_PATH.name(),
                path,
                "upstreams.path " + Redaction.quoted(path) + " is there twice; list several urls in one entry"
                        + (pathCase == PathCase.INSENSITIVE ? ", since paths.case is insensitive" : ""),
                null);
    }
}
