package dev.keystile.gateway.internal.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.internal.external.RawClient.Response;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaproxyIT extends ProxyChecks {

    HaproxyIT() {
        super(Proxy.Kind.HAPROXY);
    }

    /** HAProxy itself goes on with the request. */
    @ParameterizedTest
    @ValueSource(strings = {"local sent, response = pcall", "txn.http:req_set_header(\"x-request-id\""})
    void whereLuaBreaksOffNothingPasses(String before, @TempDir Path folder) throws Exception {
        try (Endpoint keystile = new Endpoint(folder, 0, "127.0.0.1/32");
                Application application = new Application(0);
                Proxy proxy = Proxy.start(
                        Proxy.Kind.HAPROXY,
                        folder,
                        keystile.port(),
                        application.port(),
                        file -> file.replace(before, "error('broken')\n  " + before))) {
            Response response = RawClient.once(proxy.port(), "GET", "/health");
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.body()).contains("\"code\":\"store_unavailable\"");
            assertThat(response.field("Retry-After")).isEqualTo("1");
            assertThat(application.targets()).isEmpty();
        }
    }
}
