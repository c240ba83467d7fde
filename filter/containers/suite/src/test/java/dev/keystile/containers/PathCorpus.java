package dev.keystile.containers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Raw paths by where they come from; those who read them differently let people in. */
final class PathCorpus {

    /** Refused with 400 by the filter, or before it by the container. */
    static final Map<String, List<String>> AMBIGUOUS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "Shiro CVE-2020-1957, CVE-2023-34478",
                    List.of(
                            "/;/organizations",
                            "/;x=y/organizations",
                            "/..;/organizations",
                            "/health/..;/organizations",
                            "/open/..;a=b/organizations",
                            "/open/.;/../organizations",
                            "/open/;/organizations",
                            "/health;/organizations",
                            "/health;/../organizations")),
            Map.entry(
                    "Shiro CVE-2020-11989",
                    List.of("/%256frganizations", "/organizations%25", "/organizations/%252f", "/open/%252e%252e/x")),
            Map.entry(
                    "Shiro CVE-2020-13933",
                    List.of(
                            "/organizations%3bx",
                            "/organizations%3Bx",
                            "/organizations/%3bx",
                            "/%3b/organizations",
                            "/open/..%3b/organizations")),
            Map.entry(
                    "Shiro CVE-2023-46749",
                    List.of("/open/%2e%2e;/organizations", "/open/%2e%2e%3b/organizations", "/health/..;x")),
            Map.entry(
                    "Spring CVE-2022-22978",
                    List.of(
                            "/organizations%0a",
                            "/organizations%0d",
                            "/organizations%0d%0a",
                            "/organizations/%0a",
                            "/health%0a",
                            "/health%0d%0a/x")),
            Map.entry(
                    "Spring CVE-2023-34034",
                    List.of(
                            "//organizations",
                            "///organizations",
                            "/organizations//",
                            "/organizations//x",
                            "/organizations/x//",
                            "/docs//../organizations",
                            "/open//../organizations",
                            "//health//organizations")),
            Map.entry(
                    "Jetty CVE-2021-28164",
                    List.of("/%2e/organizations", "/organizations/%2e", "/%2e/WEB-INF/keys.yaml", "/%2E/WEB-INF/x")),
            Map.entry("Jetty CVE-2021-28169", List.of("/%2557EB-INF/keys.yaml", "/open/%2557EB-INF/keys.yaml")),
            Map.entry(
                    "Jetty CVE-2021-34429",
                    List.of(
                            "/%u002e/WEB-INF/keys.yaml",
                            "/.%00/WEB-INF/keys.yaml",
                            "/%u006frganizations",
                            "/organizations%00",
                            "/organizations%00.html",
                            "/health%00/../organizations")),
            Map.entry(
                    "dot segments (RFC 3986, section 5.2.4)",
                    List.of(
                            "/./organizations",
                            "/../organizations",
                            "/.../../organizations",
                            "/organizations/.",
                            "/organizations/..",
                            "/health/../organizations",
                            "/health/%2e%2e/organizations",
                            "/health/%2E%2E/organizations",
                            "/health/.%2e/organizations",
                            "/health/%2e./organizations",
                            "/docs/../organizations",
                            "/%2e%2e/%2e%2e/organizations",
                            "/docs/x/../../organizations",
                            "/api/public/../x")),
            Map.entry(
                    "escaped slashes and backslashes",
                    List.of(
                            "/organizations%2fx",
                            "/organizations%2Fx",
                            "/%2forganizations",
                            "/organizations%5cx",
                            "/organizations%5Cx",
                            "/docs/..%2forganizations",
                            "/docs/%2e%2e%2forganizations",
                            "/open/..%5corganizations",
                            "/health%2f..%2forganizations",
                            "/health\\..\\organizations",
                            "/open\\..\\organizations",
                            "/\\organizations",
                            "/organizations\\")),
            Map.entry(
                    "path parameters (Servlet 6.0, section 3.5)",
                    List.of("/organizations;jsessionid=1", "/organizations/;a/x", "/health;", "/health;x", ";/health")),
            Map.entry(
                    "overlong UTF-8 (RFC 3629, section 10)",
                    List.of(
                            "/%c0%ae%c0%ae/organizations",
                            "/open/%c0%af../organizations",
                            "/open/%e0%80%ae%2e/organizations",
                            "/open/%c0%ae%c0%ae/organizations")),
            Map.entry(
                    "what no path holds (RFC 3986, section 3.3)",
                    List.of(
                            "/organizations%09",
                            "/organizations%7f",
                            "/organizations\u0001",
                            "/organizations\u007f",
                            "/health\u000b",
                            "/caf\u00c3\u00a9",
                            "/organizations\u00a0",
                            "/health#/../organizations",
                            "/organizations#x",
                            "/organizations%",
                            "/organizations%6",
                            "/organizations%zz",
                            "/health%"))));

    /** Well formed, and neither public nor a way in. */
    static final Map<String, List<String>> NOT_OPEN = new TreeMap<>(Map.of(
            "escaped letters",
            List.of(
                    "/%6frganizations",
                    "/%6Frganizations",
                    "/or%67anizations",
                    "/organization%73",
                    "/%6f%72%67%61%6e%69%7a%61%74%69%6f%6e%73",
                    "/%61pi/x",
                    "/clos%65d",
                    "/%57EB-INF/keys.yaml"),
            "Spring CVE-2016-5007, Shiro CVE-2020-17523",
            List.of(
                    "/organizations/%20",
                    "/organizations%20",
                    "/%20organizations",
                    "/organizations%c2%a0",
                    "/health%20",
                    "/heal%74h%20",
                    "/health%c2%a0",
                    "/%20/health"),
            "whole segments",
            List.of(
                    "/",
                    "/organizations",
                    "/organizations/",
                    "/organizations/x",
                    "/organizations?x=/health",
                    "/organizations?/../health",
                    "/organizations.json",
                    "/organizations.html",
                    "/organizations~",
                    "/healthz",
                    "/health.json",
                    "/health/",
                    "/he%61lth/",
                    "/health/x",
                    "/openx",
                    "/open.html",
                    "/docsx",
                    "/docs.x",
                    "/forwardx",
                    "/forward/",
                    "/nothing",
                    "/error",
                    "/favicon.ico"),
            "letter case",
            List.of("/Organizations", "/ORGANIZATIONS", "/Health", "/HEALTH", "/OPEN/x", "/Docs/x"),
            "Unicode is not normalised",
            List.of(
                    "/healt%c4%a5",
                    "/cafe",
                    "/cafe%cc%81",
                    "/caf%c3%a9/",
                    "/caf%c3%a9x",
                    "/CAF%C3%89",
                    "/open%ef%bc%8fx",
                    "/%ef%bd%88ealth"),
            "Spring CVE-2023-34035, CVE-2026-22753 (a servlet at /api/*)",
            List.of("/api", "/api/", "/api/x", "/api/publicx", "/api/public/", "/api/public/x"),
            "the container's own folders",
            List.of("/WEB-INF", "/WEB-INF/keys.yaml", "/WEB-INF/web.xml", "/web-inf/keys.yaml", "/META-INF/x")));

    private PathCorpus() {}
}
