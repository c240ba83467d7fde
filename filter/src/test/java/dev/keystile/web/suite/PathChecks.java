package dev.keystile.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Paths that containers, frameworks and filters read differently. */
final class PathChecks {

    private static final List<String> AMBIGUOUS = List.of(
            "//organizations",
            "/;/organizations",
            "/;x=y/organizations",
            "/organizations;jsessionid=1",
            "/organizations/;a/x",
            "/health;/organizations",
            "/health/..;/organizations",
            "/health/../organizations",
            "/health/%2e%2e/organizations",
            "/health/%2E%2E/organizations",
            "/health/.%2e/organizations",
            "/./organizations",
            "/%2e/organizations",
            "/organizations/.",
            "/organizations/..",
            "/organizations/%2e",
            "/organizations%2fx",
            "/organizations%2Fx",
            "/%2forganizations",
            "/organizations%5cx",
            "/organizations%5Cx",
            "/organizations%3bx",
            "/organizations%3Bx",
            "/organizations%25",
            "/%256frganizations",
            "/organizations%00",
            "/organizations%00.html",
            "/organizations%0a",
            "/organizations%0d%0a",
            "/organizations%09",
            "/organizations%7f",
            "/organizations//",
            "/organizations//x",
            "/organizations/x//",
            "/docs/../organizations",
            "/docs/..%2forganizations",
            "/docs/%2e%2e%2forganizations",
            "/open/..;a=b/organizations",
            "/open/%2e%2e;/organizations",
            "/open/.;/../organizations",
            "/open/..%3b/organizations",
            "/open/..%5corganizations",
            "/..;/organizations",
            "/../organizations",
            "/.../../organizations",
            "/%c0%ae%c0%ae/organizations",
            "/open/%c0%af../organizations",
            "/open/%e0%80%ae%2e/organizations",
            "/%2e%2e/%2e%2e/organizations",
            "///organizations",
            "/open//../organizations",
            "/health%2f..%2forganizations",
            "/health/%2e./organizations",
            "/open/;/organizations",
            "/%3b/organizations");

    /** Escapes of ordinary letters, and names that only look like an open one. */
    private static final List<String> NOT_OPEN = List.of(
            "/%6frganizations",
            "/%6Frganizations",
            "/or%67anizations",
            "/organizations",
            "/organizations/",
            "/organizations/x",
            "/organizations?x=/health",
            "/organizations/%20",
            "/organizations%20",
            "/%20organizations",
            "/Organizations",
            "/ORGANIZATIONS",
            "/organization%73",
            "/healthz",
            "/health.json",
            "/health/",
            "/health/x",
            "/Health",
            "/HEALTH",
            "/health%20",
            "/heal%74h%20",
            "/he%61lth/",
            "/health%c2%a0",
            "/healt%c4%a5",
            "/openx",
            "/open.html",
            "/OPEN/x",
            "/docsx",
            "/docs.x",
            "/api/publicx",
            "/api/public/",
            "/api/public/x",
            "/api/x",
            "/api",
            "/api/",
            "/",
            "/nothing",
            "/cafe",
            "/caf%c3%a9/",
            "/caf%c3%a9x",
            "/cafe%cc%81",
            "/forwardx",
            "/forward/",
            "/error",
            "/WEB-INF/keys.yaml",
            "/WEB-INF/web.xml",
            "/web-inf/keys.yaml",
            "/%57EB-INF/keys.yaml",
            "/WEB-INF",
            "/META-INF/x",
            "/favicon.ico",
            "/organizations.json",
            "/organizations.html",
            "/organizations~");

    private PathChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (String path : AMBIGUOUS) {
            for (String key : List.of("", Client.bearer(Keys.PUBLISHABLE))) {
                checks.add(closed("400 for the ambiguous ", path, key));
            }
        }
        for (String path : NOT_OPEN) {
            for (String key : List.of("", Client.bearer(Keys.PUBLISHABLE))) {
                checks.add(closed("no way in by ", path, key));
            }
        }
        checks.add(new Check("paths", "an ordinary escape matches decoded", client -> {
            assertThat(client.get("/h%65alth").status()).isEqualTo(200);
            assertThat(client.get("/caf%C3%A9").status()).isEqualTo(200);
            assertThat(client.get("/open/a%20b").status()).isEqualTo(200);
            Answer secret = client.get("/%6frganizations", Client.bearer(Keys.SECRET));
            assertThat(secret.isSecret()).isTrue();
        }));
        checks.add(new Check("paths", "an ambiguous path is told so, and no key is asked for", client -> {
            Answer answer = client.get("/health/..;/organizations", Client.bearer(Keys.SECRET));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.isSecret()).isFalse();
        }));
        checks.add(new Check("paths", "2,000 slashes and 1,000 parameters are refused quickly", client -> {
            assertThat(client.get("/".repeat(2000) + "organizations").isSecret())
                    .isFalse();
            assertThat(client.get("/organizations" + ";a=b".repeat(1000)).isSecret())
                    .isFalse();
        }));
        checks.add(new Check("paths", "a servlet mapped at /api/* matches by servlet path and path info", client -> {
            assertThat(client.get("/api/public").status()).isEqualTo(200);
            assertThat(client.get("/api/other").status()).isEqualTo(401);
            assertThat(client.get("/api/other", Client.bearer(Keys.SECRET)).status())
                    .isEqualTo(200);
        }));
        return checks;
    }

    private static Check closed(String what, String path, String headerLine) {
        String who = headerLine.isEmpty() ? " without a key" : " with a publishable key";
        return new Check("paths", what + path + who, client -> {
            Answer answer = headerLine.isEmpty() ? client.get(path) : client.get(path, headerLine);
            assertThat(answer.isSecret()).as(answer.toString()).isFalse();
            assertThat(answer.status()).as(answer.toString()).isBetween(300, 499);
            assertThat(answer.toString()).doesNotContain(Keys.PUBLISHABLE);
            assertThat(answer.body()).doesNotContain("sha256");
        });
    }
}
