package dev.keystile.gateway.internal.external;

import dev.keystile.gateway.internal.upstream.ClaimFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of fields that clients cannot send, as it stands in the README and in each of the ready files. */
final class FieldBlocks {

    /** What nginx.conf sets itself. */
    private static final Set<String> SET_BY_NGINX = Set.of("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto");

    /** What Traefik replaces itself. */
    private static final Set<String> SET_BY_TRAEFIK = Set.of(
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-forwarded-server",
            "x-real-ip");

    private FieldBlocks() {}

    static String readme() {
        return ClaimFields.SOURCES.stream()
                .map(source -> "| " + source.takenFor() + " | "
                        + source.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))
                        + " | " + source.readBy() + " |\n")
                .collect(Collectors.joining());
    }

    static String nginx() {
        return lines(
                whole().filter(name -> !SET_BY_NGINX.contains(name)), name -> "proxy_set_header " + name + " \"\";\n");
    }

    static String caddy() {
        return lines(shortest(), name -> "\trequest_header -" + name + "\n");
    }

    static String haproxy() {
        return lines(
                shortest(),
                name -> "  http-request del-header " + lower(stem(name)) + (isFamily(name) ? " -m beg\n" : "\n"));
    }

    /** @param indent the white space before each line */
    static String lua(String indent) {
        return lines(shortest(), name -> indent + "[\"" + lower(name) + "\"] = true,\n");
    }

    static String traefik() {
        return lines(shortest().flatMap(FieldBlocks::expressions), text -> "          |" + text + "\\\n");
    }

    /** Names without a star, since nginx knows no other. */
    private static Stream<String> whole() {
        return ClaimFields.NAMES.stream().filter(name -> !isFamily(name));
    }

    /** Without the names that one with a star stands for. */
    private static Stream<String> shortest() {
        List<String> families = ClaimFields.NAMES.stream()
                .filter(FieldBlocks::isFamily)
                .map(name -> lower(stem(name)))
                .toList();
        return ClaimFields.NAMES.stream()
                .filter(name -> isFamily(name) || families.stream().noneMatch(lower(name)::startsWith));
    }

    /** Of what Traefik sets itself all spellings but the one with hyphens alone. */
    private static Stream<String> expressions(String name) {
        String stem = lower(stem(name));
        String end = isFamily(name) ? "" : "$";
        if (SET_BY_TRAEFIK.stream().noneMatch(set -> isFamily(name) ? set.startsWith(stem) : set.equals(stem))) {
            return Stream.of(spelled(stem) + end);
        }
        List<String> expressions = new ArrayList<>();
        for (int hyphen = stem.indexOf('-'); hyphen >= 0; hyphen = stem.indexOf('-', hyphen + 1)) {
            expressions.add(stem.substring(0, hyphen) + "[_.]" + spelled(stem.substring(hyphen + 1)) + end);
        }
        if (isFamily(name)) {
            whole().map(FieldBlocks::lower)
                    .filter(member -> member.startsWith(stem) && !SET_BY_TRAEFIK.contains(member))
                    .forEach(member -> expressions.add(member + "$"));
        }
        return expressions.stream();
    }

    private static String spelled(String name) {
        return name.replace("-", "[-_.]").replace("$", "\\\\$");
    }

    private static boolean isFamily(String name) {
        return name.endsWith("*");
    }

    private static String stem(String name) {
        return isFamily(name) ? name.substring(0, name.length() - 1) : name;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String lines(Stream<String> names, Function<String, String> line) {
        return names.map(line).collect(Collectors.joining());
    }
}
