package dev.keystile.gateway.internal.external;

import java.util.List;

/** Paths that servers read in different ways, by where they come from; none of them is a way to a public route. */
final class HostilePaths {

    static final List<String> ALL = List.of(
            // Shiro CVE-2020-1957, -11989, -13933, CVE-2023-34478, CVE-2023-46749
            "/;/organizations",
            "/..;/organizations",
            "/health/..;/organizations",
            "/open/..;a=b/organizations",
            "/open/.;/../organizations",
            "/health;/../organizations",
            "/%256frganizations",
            "/organizations/%252f",
            "/open/%252e%252e/x",
            "/organizations%3bx",
            "/open/..%3b/organizations",
            "/open/%2e%2e;/organizations",
            // Spring CVE-2022-22978, CVE-2023-34034
            "/organizations%0a",
            "/health%0d%0a/x",
            "//organizations",
            "///organizations",
            "/organizations//x",
            "/docs//../organizations",
            "//health",
            "//health//organizations",
            "//app.example.com/health",
            // Jetty CVE-2021-28164, -28169, -34429
            "/%2e/organizations",
            "/%2557EB-INF/keys.yaml",
            "/%u002e/organizations",
            "/.%00/organizations",
            "/organizations%00",
            "/health%00/../organizations",
            // dot segments (RFC 3986, section 5.2.4)
            "/./organizations",
            "/../organizations",
            "/organizations/..",
            "/organizations/../health",
            "/health/../organizations",
            "/health/%2e%2e/organizations",
            "/health/.%2e/organizations",
            "/open/../organizations",
            "/open/x/../../organizations",
            "/%2e%2e/%2e%2e/organizations",
            // escaped slashes, backslashes
            "/%2forganizations",
            "/open/..%2forganizations",
            "/open/%2e%2e%2forganizations",
            "/open/..%5corganizations",
            "/open\\..\\organizations",
            "/\\organizations",
            "/health;",
            "/health;x",
            // overlong UTF-8 (RFC 3629, section 10)
            "/open/%c0%af../organizations",
            "/open/%c0%ae%c0%ae/organizations",
            // what no path holds
            "/organizations\u0001",
            "/health\u000b",
            "/caf\u00c3\u00a9",
            "/health#/../organizations",
            "/health%",
            "/organizations%zz",
            // other readings of what is well formed
            "/%6frganizations",
            "/organizations?/../health",
            "/organizations?x=/health",
            "/health/",
            "/healthz",
            "/health%20",
            "/Health",
            "/%20/health",
            "http://app.example.com/organizations",
            "http://app.example.com/health/../organizations",
            "http://app.example.com//health",
            "/_keystile",
            "/authz/nginx");

    private HostilePaths() {}
}
