package dev.keystile.gateway;

import static dev.keystile.gateway.RunningGateway.BEARER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.RawClient.RawResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY 1 and 22: an encoded path arrives byte for byte where a route accepts it, and nowhere else. */
class EncodedPathIT {

    private static ScriptedUpstream upstream;
    private static ScriptedUpstream api;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        api = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                external-auth: [{path: /authz/envoy, style: envoy}]
                trusted-proxies: [127.0.0.1/32]
                upstreams:
                  - {path: /**, url: %1$s}
                  - {path: /api/**, url: %2$s/, strip-prefix: /api}
                routes:
                  - {path: /**, access: secret}
                  - {path: /npm/**, access: public, encoded: accept}
                  - {path: /npm/@corp/**, access: secret, encoded: accept}
                  - {path: /api/**, access: public, encoded: accept}
                  - {path: /api/closed/**, access: denied, encoded: accept}
                """.formatted(upstream.url(), api.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        upstream.close();
        api.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
        api.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/npm/@scope%2fpkg",
                "/npm/@scope%2Fpkg/-/pkg-1.0.tgz?x=%2F",
                "/npm/100%25.txt",
                "/npm/feature%2Fx",
                "/npm/a%5cb%3Bc%2Ed",
                "/npm/%252F",
                "/npm/%2F/q1",
                "/npm/%2F",
                "/%6Epm/%C3%A9%2F"
            })
    void anEncodedPathArrivesByteForByte(String target) throws Exception {
        assertThat(gateway.request("GET", target).status()).isEqualTo(200);
        assertThat(upstream.next().target()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/queues/%2F/q1, /queues/%2F/q1",
        "/api/%2F/q1?x, /%2F/q1?x",
        "/%61pi/branches/feature%2Fx, /branches/feature%2Fx"
    })
    void aPrefixIsCutOffByTheSegmentsThatWereSent(String target, String received) throws Exception {
        assertThat(gateway.request("GET", target).status()).isEqualTo(200);
        assertThat(api.next().target()).isEqualTo(received);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/npm/@corp%2Fpkg", "/npm/@corp%252Fpkg", "/npm/%40corp%5Cpkg", "/npm/@corp%3Bx/pkg"})
    void aStricterRouteHoldsForEachReading(String target) throws Exception {
        assertThat(gateway.request("GET", target).status()).isEqualTo(401);
        assertThat(upstream.hasRequests()).isFalse();
        assertThat(gateway.request("GET", target, BEARER).status()).isEqualTo(200);
        assertThat(upstream.next().target()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({"/api/closed%2Fx, 403", "/api/closed%252Fx, 403", "/api%2Fclosed/x, 400", "/api/%2Fclosed, 403"})
    void aClosedPathIsClosedInEachReading(String target, int status) throws Exception {
        assertThat(gateway.request("GET", target, BEARER).status()).isEqualTo(status);
        assertThat(api.hasRequests()).isFalse();
        assertThat(upstream.hasRequests()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders%2Fx",
                "/npm/..%2Forders",
                "/npm/%2e%2e/orders",
                "/npm%2f..%2forders",
                "/npm/..%5corders",
                "/npm/..%3B/orders",
                "/npm/%252e%252e/orders",
                "/npm//x%2F",
                "/npm/;x%2F",
                "/npm/%00%2F",
                "/npm/%2500",
                "/npm/%2F%c0%af",
                "/npm/%2F%",
                "/npm%2F",
                "/.well-known%2Fjwks.json",
                "/authz%2Fenvoy/npm"
            })
    void nothingElseArrives(String target) throws Exception {
        RawResponse response = gateway.request("GET", target, BEARER);
        assertThat(response.status()).isEqualTo(400);
        assertThat(upstream.hasRequests()).isFalse();
        assertThat(api.hasRequests()).isFalse();
    }

    @Test
    void otherProxiesGetADecisionAboutThem() throws Exception {
        assertThat(gateway.request("GET", "/authz/envoy/npm/@scope%2fpkg").status())
                .isEqualTo(200);
        assertThat(gateway.request("GET", "/authz/envoy/npm/@corp%2fpkg").status())
                .isEqualTo(401);
        assertThat(gateway.request("GET", "/authz/envoy/orders%2fx").status()).isEqualTo(400);
        assertThat(gateway.request("GET", "/authz/envoy/npm/..%2forders").status())
                .isEqualTo(400);
    }
}
