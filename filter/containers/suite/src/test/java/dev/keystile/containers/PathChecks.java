package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Paths that containers, frameworks and filters read differently, and the plain ones beside them. */
final class PathChecks {

    private static final List<String> HEADERS = List.of("X-Nothing: x", Client.bearer(Keys.PUBLISHABLE));

    /** Request targets that are more than a path in the context, with {@code %s} for the context's own. */
    private static final List<String> AROUND_THE_CONTEXT = List.of(
            "/%%2e%s/organizations",
            "/.%s/organizations",
            "/x/..%s/organizations",
            "/%s/organizations",
            "/;%s/organizations",
            "%s;/organizations",
            "%s/../ctx/organizations",
            "%s%%2forganizations",
            "http://localhost%s/organizations",
            "http://localhost%s/%%6frganizations",
            "http://localhost%s/;/organizations",
            "http://localhost%s/health/../organizations",
            "http://localhost/%s/organizations",
            "HTTP://localhost%s/organizations/x",
            "http://localhost%s/health%%2f..%%2forganizations");

    private PathChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        PathCorpus.AMBIGUOUS.forEach((source, paths) -> paths.forEach(path -> HEADERS.forEach(header ->
                checks.add(check("400 for " + shown(path) + who(header) + " (" + source + ")", client -> {
                    ReceivedResponse response = client.get(path, header);
                    assertClosed(response);
                    // Before any filter, a container may find that there is nothing, or only the context itself.
                    String refusal = response.status() + response.code();
                    assertThat(refusal).as(response.toString()).isIn("400ambiguous_path", "400", "404", "302");
                })))));
        PathCorpus.NOT_OPEN.forEach((source, paths) -> paths.forEach(path -> HEADERS.forEach(header -> checks.add(check(
                "no way in by " + path + who(header) + " (" + source + ")",
                client -> assertClosed(client.get(path, header)))))));
        AROUND_THE_CONTEXT.forEach(target -> HEADERS.forEach(header -> checks.add(check(
                "no way in around the context by " + target.formatted("{context}") + who(header),
                client -> assertClosed(client.http().send("GET", target.formatted(client.contextPath()), header))))));
        checks.add(check("an escaped context path is the same context", client -> {
            String context = client.contextPath().replace("c", "%63");
            assertClosed(client.http().send("GET", context + "/organizations"));
            assertThat(client.http()
                            .send("GET", "http://localhost" + client.contextPath() + "/health")
                            .status())
                    .isEqualTo(200);
        }));
        checks.addAll(plain());
        return checks;
    }

    private static List<Check> plain() {
        return List.of(
                check("an ordinary escape matches decoded", client -> {
                    Map.of("/h%65alth", 200, "/caf%C3%A9", 200, "/open/a%20b", 200, "/open/%E2%82%AC", 200)
                            .forEach((path, status) -> assertThat(
                                            client.get(path).status())
                                    .as(path)
                                    .isEqualTo(status));
                    assertThat(client.get("/%6frganizations", Client.bearer(Keys.SECRET))
                                    .isSecret())
                            .isTrue();
                }),
                check("a secret key opens no ambiguous path either", client -> {
                    for (String path : List.of("/health/..;/organizations", "/organizations;x", "//organizations")) {
                        ReceivedResponse response = client.get(path, Client.bearer(Keys.SECRET));
                        assertThat(response.status()).as(path + response).isEqualTo(400);
                        assertThat(response.isSecret()).isFalse();
                        assertThat(response.toString()).doesNotContain(Keys.SECRET);
                    }
                }),
                check("2,000 slashes and 1,000 parameters are refused like one", client -> {
                    for (String path :
                            List.of("/".repeat(2000) + "organizations", "/organizations" + ";a=b".repeat(1000))) {
                        assertThat(client.get(path).status()).isEqualTo(400);
                    }
                    String query = "/organizations?" + "a=b&".repeat(1000);
                    assertThat(client.get(query).status()).isEqualTo(401);
                }),
                check("a servlet mapped at /api/* matches by servlet path and path info", client -> {
                    assertThat(client.get("/api/public").status()).isEqualTo(200);
                    assertThat(client.get("/api/other").status()).isEqualTo(401);
                    assertThat(client.get("/api/other", Client.bearer(Keys.SECRET))
                                    .status())
                            .isEqualTo(200);
                }));
    }

    private static void assertClosed(ReceivedResponse response) {
        assertThat(response.isSecret()).as(response.toString()).isFalse();
        assertThat(response.status()).as(response.toString()).isBetween(302, 404);
        assertThat(response.toString()).doesNotContain(Keys.PUBLISHABLE, "sha256", "OPEN-DATA");
    }

    static String shown(String path) {
        StringBuilder shown = new StringBuilder();
        path.chars().forEach(c -> shown.append(c > ' ' && c < 0x7f ? (char) c + "" : "\\x%02x".formatted(c)));
        return shown.toString();
    }

    private static String who(String header) {
        return header.startsWith("Authorization") ? " with a publishable key" : " without a key";
    }

    private static Check check(String name, Check.Body body) {
        return new Check("paths", name, body);
    }
}
