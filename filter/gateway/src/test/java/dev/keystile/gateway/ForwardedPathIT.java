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

/** SECURITY 1, 3 and 22: the path that was authorised is the path that is forwarded. */
class ForwardedPathIT {

    private static ScriptedUpstream upstream;
    private static ScriptedUpstream api;
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = ScriptedUpstream.start();
        api = ScriptedUpstream.start();
        gateway = RunningGateway.start(folder, """
                upstreams:
                  - {path: /**, url: %1$s}
                  - {path: /api/**, url: %2$s/, strip-prefix: /api}
                  - {path: /deep/er/**, url: %2$s/base/v1, strip-prefix: /deep/er}
                  - {path: "/of/{tenant}/**", url: %2$s}
                  - {path: "/cut/{tenant}/x", url: %2$s, strip-prefix: /cut}
                routes:
                  - {path: /open, access: public}
                  - {path: /open/**, access: public}
                  - {path: /api/admin/**, access: denied}
                  - {path: /api/open/**, access: public}
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
    @CsvSource({
        "/orders, /orders",
        "/orders/, /orders/",
        "/a%20b, /a%20b",
        "/%6frders, /%6frders",
        "/%C3%A9, /%C3%A9",
        "/a+b=c&d@e:f!$'()*, /a+b=c&d@e:f!$'()*",
        "/~user/-._, /~user/-._",
        "/ORDERS, /ORDERS",
        "/a|b, ''",
        "/a^{b}`, ''",
        "/orders?, /orders?",
        "/orders?a=1&a=2, /orders?a=1&a=2",
        "/orders?path=/../x;y//z\\, /orders?path=/../x;y//z%5C",
        "/orders?q=a b, ''",
        "/orders?q=%41%zz%, /orders?q=%41%25zz%25",
        "/orders?q=[1]|\"<>^`{}, /orders?q=%5B1%5D%7C%22%3C%3E%5E%60%7B%7D",
        "/orders?q=a?b/c, /orders?q=a?b/c",
        "http://shop.example.com/orders?x=1, /orders?x=1",
        "http://other.example.com/orders, ''"
    })
    void aTargetArrivesAsItWasSent(String sent, String received) throws Exception {
        RawResponse response = gateway.get(sent);
        if (received.isEmpty()) {
            assertThat(response.status()).isEqualTo(400);
            assertThat(upstream.hasRequests()).isFalse();
        } else {
            assertThat(response.status()).isEqualTo(200);
            assertThat(upstream.next().target()).isEqualTo(received);
        }
    }

    @Test
    void bytesBeyondAsciiInAQueryAreEscaped() throws Exception {
        // The client writes ISO 8859-1: these are the two bytes of an e with an acute accent in UTF-8.
        assertThat(gateway.get("/orders?q=\u00c3\u00a9").status()).isEqualTo(200);
        assertThat(upstream.next().target()).isEqualTo("/orders?q=%C3%A9");
    }

    @ParameterizedTest
    @CsvSource({
        "/api, /",
        "/api/, /",
        "/api/x/y?z=/api, /x/y?z=/api",
        "/%61pi/x, /x",
        "/a%70%69/%61pi/x, /%61pi/x",
        "/api?x, /?x",
        "/deep/er/x, /base/v1/x",
        "/deep/er, /base/v1/",
        "/%64eep/e%72/x, /base/v1/x",
        "/of/acme/x, /of/acme/x",
        "/of/a%20b/x/y, /of/a%20b/x/y",
        "/cut/acme/x, /acme/x"
    })
    void aPrefixIsCutOffBySegments(String sent, String received) throws Exception {
        assertThat(gateway.get(sent).status()).isEqualTo(200);
        assertThat(api.next().target()).isEqualTo(received);
        assertThat(upstream.hasRequests()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//orders",
                "/open//orders",
                "/open/../orders",
                "/open/..;/orders",
                "/open;/orders",
                "/open/;x/y",
                "/open/%2e%2e/orders",
                "/open/%2E./orders",
                "/open/.%2e/orders",
                "/open/..%2forders",
                "/open/%2f",
                "/open/%5corders",
                "/open/\\orders",
                "/open/%3b",
                "/open/%25",
                "/open/%252e%252e/orders",
                "/open/%00",
                "/open/%0d%0aX:1",
                "/open/%0a",
                "/open/%7f",
                "/open/.",
                "/open/./x",
                "/open/%",
                "/open/%4",
                "/open/%zz",
                "/open/%c0%ae%c0%ae/",
                "/open/%u002e",
                "/open/#/orders",
                "/open/\u00e9",
                "/open/%e0%80%af",
                "/open/..",
                "/open/...;/x",
                "open/x",
                "/api/open/../admin",
                "/api/open/..%2fadmin",
                "/api/open/%2e%2e/admin/x",
                "/api/%2561dmin",
                "/open/\u0001",
                "/open/\u007f",
                "/open/..\\orders",
                "http://x/open/../orders",
                "http://x//orders",
                "/open/%ff"
            })
    void whatServersReadDifferentlyNeverArrives(String target) throws Exception {
        RawResponse response = gateway.get(target);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.whole()).isTrue();
        assertThat(upstream.hasRequests()).isFalse();
        assertThat(api.hasRequests()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/admin", "/api/admin/x", "/%61pi/adm%69n/x", "/api/%61dmin"})
    void aClosedPathIsClosedInEveryForm(String path) throws Exception {
        RawResponse response = gateway.request("GET", path, BEARER);
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).contains("\"code\":\"route_closed\"");
        assertThat(api.hasRequests()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/%6fpenx", "/OPEN", "/openx", "/open.json", "/Open/x"})
    void aPathThatNoRouteOpensNeedsAKey(String path) throws Exception {
        assertThat(gateway.request("GET", path).status()).isEqualTo(401);
        assertThat(upstream.hasRequests()).isFalse();
    }

    /** Escaping makes three characters of one. */
    @Test
    void aLongQueryOfCharactersThatAreEscapedArrives() throws Exception {
        assertThat(gateway.get("/long?" + "\"".repeat(7_000)).status()).isEqualTo(200);
        assertThat(upstream.next("/long?" + "%22".repeat(7_000))).isNotNull();
    }
}
