package dev.keystile.config;

import dev.keystile.credential.HttpToken;
import dev.keystile.key.Scopes;
import dev.keystile.route.Access;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the list of rules; each remembers the line that it stands on. */
final class RouteReader {

    private static final Set<String> NAMES = Set.of("path", "methods", "access", "scopes");
    private static final String ACCESS = "public, optional, publishable, secret or denied";
    private static final String METHOD = "an HTTP method in upper case, such as GET";

    private RouteReader() {}

    static List<Route> read(YamlSection root, PathCase pathCase) {
        List<Route> routes = new ArrayList<>();
        List<YamlSection> sections = root.sections("routes");
        if (sections != null) {
            sections.forEach(section -> routes.add(route(section)));
        }
        check(routes, pathCase, root.placeOf("routes"));
        return routes;
    }

    private static Route route(YamlSection section) {
        section.allowOnly(NAMES);
        YamlText path = section.requireText("path", "a pattern such as /orders/{id} or /docs/**");
        YamlText access = section.requireText("access", ACCESS);
        try {
            Route route = new Route(
                    path.value(),
                    methods(section),
                    Access.ofLabel(access.value()).orElseThrow(() -> access.wrong(ACCESS)),
                    scopes(section),
                    section.place());
            RouteTable.of(List.of(route));
            return route;
        } catch (IllegalArgumentException e) {
            throw new YamlException(section.place(), e);
        }
    }

    private static Set<String> methods(YamlSection section) {
        List<YamlText> texts = section.texts("methods");
        if (texts == null) {
            return Set.of();
        }
        if (texts.isEmpty()) {
            throw new YamlException(
                    section.placeOf("methods"), "routes.methods is empty; leave it out to mean all methods");
        }
        Set<String> methods = new LinkedHashSet<>();
        for (YamlText text : texts) {
            String method = text.value();
            if (!HttpToken.isToken(method) || !method.equals(method.toUpperCase(Locale.ROOT))) {
                throw text.wrong(METHOD);
            }
            methods.add(method);
        }
        return methods;
    }

    private static Set<String> scopes(YamlSection section) {
        List<YamlText> texts = section.texts("scopes");
        return texts == null
                ? Set.of()
                : Scopes.of(texts.stream().map(YamlText::value).toList()).values();
    }

    private static void check(List<Route> routes, PathCase pathCase, String place) {
        try {
            RouteTable.of(routes, pathCase);
        } catch (IllegalArgumentException e) {
            throw new YamlException(place, e);
        }
    }
}
