package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Paths with escaped slashes and the like, below a route that accepts them and everywhere else. */
final class EncodedPathChecks {

    private static final List<String> OPEN = List.of(
            "/packages/@scope%2fpkg",
            "/packages/@scope%2Fpkg/-/pkg.tgz",
            "/packages/100%25.txt",
            "/packages/queues/%2F/q1",
            "/packages/branches/feature%2Fx",
            "/packages/a%3Bb",
            "/packages/file%2Etxt",
            "/%70ackages/caf%C3%A9%2Fx");

    private static final List<String> CLOSED = List.of(
            "/packages/@corp%2fpkg",
            "/packages/@corp%2fa%2fb",
            "/packages/%40corp%2Fpkg",
            "/packages/@corp%252Fpkg",
            "/packages/@c%256Frp/pkg",
            "/packages/@corp%5Cpkg",
            "/packages/@corp%3Bx/pkg",
            "/packages/%2F@corp/pkg");

    private static final List<String> WAYS_OUT = List.of(
            "/packages%2f..%2forganizations",
            "/packages%2f@corp%2fpkg",
            "/packages/..%2forganizations",
            "/packages/%2e%2e/organizations",
            "/packages/%2e%2e%2forganizations",
            "/packages/%252e%252e%252forganizations",
            "/packages/..%5corganizations",
            "/packages/..%3b/organizations",
            "/packages/x%2f..%2f..%2forganizations",
            "/packages%3b/../organizations",
            "/packages%2f/../organizations",
            "/packages%00%2forganizations",
            "/packages/x%2f%2e%2e%2f%2e%2e%2fWEB-INF/keys.yaml",
            "/%2fpackages/../organizations",
            "/organizations%2f..%2fpackages/x",
            "/organizations%2fpackages",
            "/open%2fx",
            "/health%2f",
            "/health%3bx",
            "/%2fhealth");

    private EncodedPathChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>(PathChecks.all());
        OPEN.forEach(path -> checks.add(check("the route lets " + path + " through", client -> {
            ReceivedResponse response = client.get(path);
            assertThat(response.status()).as(response.toString()).isEqualTo(200);
            assertThat(response.body()).contains("OPEN-DATA", "uri=" + client.contextPath() + path);
        })));
        CLOSED.forEach(path -> checks.add(check("a stricter route holds for " + path, client -> {
            assertThat(client.get(path).status()).isEqualTo(401);
            assertThat(client.get(path, Client.bearer(Keys.PUBLISHABLE)).status())
                    .isEqualTo(403);
            assertThat(client.get(path, Client.bearer(Keys.SECRET)).status()).isEqualTo(200);
        })));
        WAYS_OUT.forEach(path -> checks.add(check("no way out by " + path, client -> assertShut(client.get(path)))));
        PathCorpus.AMBIGUOUS.forEach((source, paths) -> paths.forEach(path -> checks.add(check(
                "no way out by /packages" + PathChecks.shown(path) + " (" + source + ")",
                client -> assertThat(client.get("/packages" + path).isSecret()).isFalse()))));
        return checks;
    }

    private static void assertShut(ReceivedResponse response) {
        assertThat(response.status()).as(response.toString()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("SECRET-DATA", "OPEN-DATA", "sha256");
    }

    private static Check check(String name, Check.Body body) {
        return new Check("encoded paths", name, body);
    }
}
