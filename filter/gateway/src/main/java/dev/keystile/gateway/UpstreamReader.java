package dev.keystile.gateway;

import dev.keystile.config.DurationText;
import dev.keystile.gateway.upstream.Upstream;
import dev.keystile.route.Access;
import dev.keystile.route.PathCase;
import dev.keystile.route.PathSyntax;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the list of services behind the gateway. */
final class UpstreamReader {

    private static final List<String> NAMES = Stream.concat(
                    Stream.of("path", "url", "strip-prefix", "timeout", "max-request-size"),
                    ConnectionLimitsReader.NAMES.stream())
            .toList();
    private static final String URL = "an address such as http://127.0.0.1:9000, or a list of them";
    private static final int LAST_PORT = 65_535;

    private final YamlSection root;
    private final PathCase pathCase;

    /** @param pathCase whether the letter case of a path counts, as for routes */
    UpstreamReader(YamlSection root, PathCase pathCase) {
        this.root = root;
        this.pathCase = pathCase;
    }

    List<Upstream> read() {
        List<YamlSection> sections = root.sections("upstreams");
        List<Upstream> upstreams = new ArrayList<>();
        Set<String> shapes = new HashSet<>();
        for (YamlSection section : sections == null ? List.<YamlSection>of() : sections) {
            Upstream upstream = upstream(section);
            if (!shapes.add(pathCase.fold(upstream.path().replaceAll("\\{[^/]*}", "{}")))) {
                throw new YamlException(
                        section.placeOf("path"),
                        "upstreams.path '" + upstream.path() + "' is there twice; list several urls in one entry"
                                + (pathCase == PathCase.INSENSITIVE ? ", since paths.case is insensitive" : ""));
            }
            upstreams.add(upstream);
        }
        return upstreams;
    }

    private static Upstream upstream(YamlSection section) {
        section.allowOnly(NAMES);
        String path = path(section);
        return new Upstream(
                path,
                urls(section),
                stripPrefix(section, path),
                timeout(section),
                maxRequestSize(section),
                ConnectionLimitsReader.read(section));
    }

    private static String path(YamlSection section) {
        YamlText path = section.requireText("path", "a pattern such as /api/** or /**");
        try {
            RouteTable.of(List.of(Route.of(path.value(), Access.PUBLIC)));
        } catch (IllegalArgumentException e) {
            throw new YamlException(path.place(), e);
        }
        return path.value();
    }

    private static List<URI> urls(YamlSection section) {
        List<URI> urls = new ArrayList<>();
        for (YamlText text : section.textOrTexts("url", URL)) {
            URI url = url(text.value());
            if (url == null) {
                throw text.wrong("an http:// or https:// address without query, such as http://127.0.0.1:9000");
            }
            urls.add(url);
        }
        return urls;
    }

    private static @Nullable URI url(String text) {
        try {
            URI url = new URI(text);
            String path = url.getRawPath();
            boolean fits = ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getPort() != 0
                    && url.getPort() <= LAST_PORT
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && (path.isEmpty() || path.equals("/") || !PathSyntax.isAmbiguous(path));
            return !fits ? null : path.endsWith("/") ? new URI(text.substring(0, text.length() - 1)) : url;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String stripPrefix(YamlSection section, String path) {
        YamlText prefix = section.text("strip-prefix");
        if (prefix == null) {
            return "";
        }
        boolean leads = prefix.value().matches("(/[^/{}*]+)+")
                && (path.equals(prefix.value()) || path.startsWith(prefix.value() + "/"));
        if (!leads) {
            throw prefix.wrong("whole segments that the path '" + path + "' begins with");
        }
        return prefix.value();
    }

    private static Duration timeout(YamlSection section) {
        YamlText text = section.text("timeout");
        return text == null ? Upstream.DEFAULT_TIMEOUT : DurationText.parsePositive(text);
    }

    private static OptionalLong maxRequestSize(YamlSection section) {
        YamlText text = section.text("max-request-size");
        return text == null ? OptionalLong.empty() : OptionalLong.of(SizeValue.parse(text));
    }
}
