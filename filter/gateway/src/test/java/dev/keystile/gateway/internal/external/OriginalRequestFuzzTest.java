package dev.keystile.gateway.internal.external;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keystile.request.FakeRequest;
import dev.keystile.route.PathSyntax;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Any description of a request by a proxy. The first line of the input is the method, and every further line is a URI, of
 * which the proxy must send one.
 */
class OriginalRequestFuzzTest {

    private static final String ENDPOINT = "/authz/envoy";

    @FuzzTest(maxDuration = "2m")
    void aRequestIsReadAsItIsWritten(byte[] input) {
        List<String> lines = List.of(new String(input, StandardCharsets.ISO_8859_1).split("\n", -1));
        String method = lines.get(0);
        List<String> uris = lines.subList(1, lines.size());
        for (Style style : Style.values()) {
            HttpServletRequest authRequest = authRequest(style, method, uris);
            OriginalRequest original = OriginalRequest.read(style, authRequest);
            boolean expected = method.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                    && uris.size() == 1
                    && uris.get(0).matches("/[!-~&&[^#]]*");
            assertThat(original != null).as(style.label()).isEqualTo(expected);
            if (original != null) {
                String query = original.query() == null ? "" : "?" + original.query();
                assertThat(original.path() + query).isEqualTo(uris.get(0));
                assertThat(original.path()).doesNotContain("?");
                checkDecoding(new OriginalRequestView(original, authRequest));
            }
        }
    }

    private static void checkDecoding(OriginalRequestView view) {
        if (PathSyntax.isAmbiguous(view.rawPath())) {
            return;
        }
        String lenient = URLDecoder.decode(view.rawPath().replace("+", "%2B"), StandardCharsets.UTF_8);
        String path = view.path();
        if (path == null) {
            assertThat(lenient).contains("\uFFFD");
        } else {
            assertThat(path).isEqualTo(lenient);
            assertThat(PathSyntax.isCanonical(path)).isTrue();
        }
    }

    private static HttpServletRequest authRequest(Style style, String method, List<String> uris) {
        String methodHeader = style.methodHeader();
        String uriHeader = style.uriHeader();
        FakeRequest fields = FakeRequest.get("/");
        if (methodHeader != null && uriHeader != null) {
            fields.with(methodHeader, method).with(uriHeader, uris.toArray(String[]::new));
        }
        // Of a request line there is only one: a second URI makes it something that no path is.
        String[] uri = String.join("\n", uris).split("\\?", 2);
        return (HttpServletRequest) Proxy.newProxyInstance(
                OriginalRequestFuzzTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, args) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getContextPath" -> "";
                    case "getServletPath" -> ENDPOINT;
                    case "getRequestURI" -> ENDPOINT + uri[0];
                    case "getQueryString" -> Stream.of(uri).skip(1).findFirst().orElse(null);
                    case "getHeaders" -> fields.values((String) args[0]);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }
}
