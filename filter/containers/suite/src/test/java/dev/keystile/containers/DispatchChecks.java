package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Requests that the application sends on to another path, and methods (SECURITY 6 to 8; CVE-2022-31692). */
final class DispatchChecks {

    private DispatchChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (String way :
                List.of("/forward?to=", "/writer-forward?to=", "/include?to=", "/async?to=", "/async?bare&to=")) {
            checks.add(check(way + " does not reach a stricter path without a key", client -> {
                for (String target : List.of("/organizations", "/api/x", "/closed", "/organizations/1")) {
                    ReceivedResponse response = client.get(way + target);
                    assertThat(response.isSecret()).as(target + response).isFalse();
                }
            }));
            checks.add(check(way + " does not reach a secret path with a publishable key", client -> {
                ReceivedResponse response = client.get(way + "/organizations", Client.bearer(Keys.PUBLISHABLE));
                assertThat(response.isSecret()).as(response.toString()).isFalse();
            }));
            checks.add(check(way + " reaches a secret path with a secret key, which stays hidden", client -> {
                ReceivedResponse response = client.get(way + "/organizations", Client.bearer(Keys.SECRET));
                assertThat(response.isSecret()).as(response.toString()).isTrue();
                assertThat(response.body()).contains("user=key_secret", "authorization=null");
            }));
            checks.add(check(
                    way + " reaches an open path without a key",
                    client -> assertThat(client.get(way + "/health").body()).contains("OPEN-DATA")));
            checks.add(check(way + " cannot be led astray by dots or slashes", client -> {
                for (String target : List.of(
                        "/health/../organizations",
                        "//organizations",
                        "/open/%2e%2e/organizations",
                        "/open/..;/organizations")) {
                    assertThat(client.get(way + target).isSecret()).as(target).isFalse();
                }
            }));
        }
        checks.add(check("a refused FORWARD and ASYNC are told as any refusal", client -> {
            for (String way : List.of("/forward?to=", "/writer-forward?to=", "/async?to=")) {
                ReceivedResponse response = client.get(way + "/organizations");
                assertThat(response.status()).as(way + response).isEqualTo(401);
                assertThat(response.code()).isEqualTo("missing_key");
                assertThat(response.body()).doesNotContain("discarded");
            }
        }));
        checks.add(check("an error page knows whose request failed", client -> {
            ReceivedResponse response = client.get("/senderror", Client.bearer(Keys.SECRET));
            assertThat(response.status()).isEqualTo(418);
            assertThat(response.body()).contains("ERROR-PAGE user=key_secret");
        }));
        checks.add(check("an error page works for a request without identity", client -> {
            ReceivedResponse response = client.get("/fail");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).contains("ERROR-PAGE user=null");
        }));
        checks.add(check(
                "an error page that forwards is decided by its target (Tomcat still calls it ERROR)", client -> {
                    ReceivedResponse response = client.get("/fail?error-to=/organizations");
                    assertThat(response.isSecret()).as(response.toString()).isFalse();
                    assertThat(client.get("/fail?error-to=/health").body()).contains("OPEN-DATA");
                    assertThat(client.get("/senderror?error-to=/organizations", Client.bearer(Keys.PUBLISHABLE))
                                    .isSecret())
                            .isFalse();
                }));
        checks.add(check("a refused INCLUDE fails the page, and a refusal writes to no committed response", client -> {
            assertThat(client.get("/include?to=/organizations").status()).isEqualTo(500);
            ReceivedResponse response = client.get("/flushed-async?to=/organizations");
            assertThat(response.body().strip()).isEqualTo("before");
        }));
        checks.add(check("an ASYNC dispatch to the same path carries the decision", client -> {
            assertThat(client.get("/again", Client.bearer(Keys.PUBLISHABLE)).body())
                    .contains("AGAIN user=key_publishable");
            assertThat(client.get("/again").body()).contains("AGAIN user=null");
            assertThat(client.get("/again", Client.bearer(Keys.UNKNOWN)).status())
                    .isEqualTo(401);
        }));
        checks.add(check("an asynchronous response hides the key too", client -> {
            ReceivedResponse response = client.get("/complete", Client.bearer(Keys.PUBLISHABLE));
            assertThat(response.body())
                    .contains("COMPLETED authorization=null account=cus_42 environment=demo identity=true");
            assertThat(response.header("Cache-Control")).isEqualTo("private");
        }));
        checks.add(check("one request has one id, wherever it is dispatched", client -> {
            for (String target : List.of("/forward?to=/health", "/async?to=/health", "/fail", "/async?to=/closed")) {
                assertThat(client.get(target, "X-Request-ID: a-1").headers("X-Request-ID"))
                        .as(target)
                        .containsExactly("a-1");
            }
        }));
        checks.addAll(methods());
        return checks;
    }

    private static List<Check> methods() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("methods", "TRACE is refused with any key (it would echo it)", client -> {
            for (String path : List.of("/organizations", "/health")) {
                ReceivedResponse response = client.send("TRACE", path, Client.bearer(Keys.SECRET));
                // A web application on Jetty forbids TRACE before any filter runs, and Tomcat's connector does.
                if (response.code().isEmpty()) {
                    assertThat(response.status()).as(response.toString()).isIn(403, 405);
                } else {
                    assertThat(response.status()).as(response.toString()).isEqualTo(405);
                    assertThat(response.header("Allow")).contains("GET").doesNotContain("TRACE");
                }
                assertThat(response.toString()).doesNotContain(Keys.SECRET);
            }
        }));
        checks.add(new Check("methods", "a rule for GET covers HEAD and nothing else (CVE-2010-0738)", client -> {
            String key = Client.bearer(Keys.PUBLISHABLE);
            assertThat(client.get("/project", key).status()).isEqualTo(200);
            assertThat(client.send("HEAD", "/project", key).status()).isEqualTo(200);
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "get", "Get", "JEFF", "OPTIONS")) {
                ReceivedResponse response = client.send(method, "/project", key, "Content-Length: 0");
                assertThat(response.body()).as(method).doesNotContain("OPEN-DATA");
                assertThat(response.status()).as(method + response).isBetween(400, 501);
            }
        }));
        checks.add(new Check("methods", "X-HTTP-Method-Override changes nothing", client -> {
            ReceivedResponse response = client.send(
                    "POST",
                    "/project",
                    Client.bearer(Keys.PUBLISHABLE),
                    "X-HTTP-Method-Override: GET",
                    "Content-Length: 0");
            assertThat(response.code()).isEqualTo("secret_key_required");
        }));
        checks.add(new Check("methods", "DELETE needs its scope", client -> {
            ReceivedResponse response = client.send("DELETE", "/organizations/1", Client.bearer(Keys.READER));
            assertThat(response.code()).isEqualTo("insufficient_scope");
            assertThat(response.header("WWW-Authenticate")).contains("scope=\"organizations:write\"");
            assertThat(client.send("DELETE", "/organizations/1", Client.bearer(Keys.SECRET))
                            .status())
                    .isEqualTo(200);
        }));
        return checks;
    }

    private static Check check(String name, Check.Body body) {
        return new Check("dispatch", name, body);
    }
}
