package dev.keystile.gateway.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamTest {

    @ParameterizedTest
    @CsvSource({
        "'', /api/x, /api/x",
        "'', /, /",
        "/api, /api, /",
        "/api, /api/, /",
        "/api, /api/x, /x",
        "/api, /api/api/x, /api/x",
        "/api, /%61pi/x, /x",
        "/api, /%61%70%69, /",
        "/api/v1, /api/v1, /",
        "/api/v1, /api/v1/x/y/, /x/y/",
        "/api/v1, /%61pi/%76%31/x%20y, /x%20y",
        "/a b, /a%20b/c, /c"
    })
    void aPrefixIsCutOffBySegments(String prefix, String path, String rest) {
        Upstream upstream = new Upstream(
                prefix + "/**",
                List.of(URI.create("http://h")),
                prefix,
                Upstream.DEFAULT_TIMEOUT,
                OptionalLong.empty(),
                ConnectionLimits.DEFAULT);
        assertThat(upstream.strip(path)).isEqualTo(rest);
    }
}
