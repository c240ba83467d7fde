package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.gateway.RawClient.RawResponse;
import dev.keystile.setting.ConfigException;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The size of a request's head has a limit, which the operator sets. */
class MaxHeadSizeIT {

    private static String[] fields(int kilobytes) {
        return Collections.nCopies(kilobytes, "X-Large: " + "a".repeat(1_000)).toArray(new String[0]);
    }

    @ParameterizedTest
    @CsvSource({"'', 7, 200", "'', 9, 431", "'max-head-size: 64KB', 60, 200", "'max-head-size: 64KB', 70, 431"})
    void aLargerHeadIsRefusedWithAProblem(String setting, int kilobytes, int status, @TempDir Path folder)
            throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.start();
                RunningGateway gateway = RunningGateway.start(
                        folder, setting + "\nupstreams: [{path: /**, url: " + upstream.url() + "}]\n")) {
            RawResponse response = gateway.get("/x", fields(kilobytes));
            assertThat(response.status()).isEqualTo(status);
            if (status == 200) {
                assertThat(upstream.next().values("X-Large")).hasSize(kilobytes);
            } else {
                assertThat(response.value("Content-Type")).isEqualTo("application/problem+json");
                assertThat(response.body())
                        .contains("\"type\":\"urn:keystile:problem:headers_too_large\"", "max-head-size")
                        .contains("\"request_id\":\"" + response.value("X-Request-ID") + '"');
            }
        }
    }

    @Test
    void theListenerForOtherProxiesHasTheSameLimit(@TempDir Path folder) throws Exception {
        Path file = RunningGateway.configure(folder, """
                external-auth-listen: 127.0.0.1:0
                external-auth: [{style: nginx}]
                trusted-proxies: [127.0.0.1/32]
                max-head-size: 16KB
                routes: [{path: /**, access: public}]
                """);
        try (Gateway gateway = Gateway.start(file);
                RawClient small = RawClient.connect(gateway.externalAuthUri());
                RawClient large = RawClient.connect(gateway.externalAuthUri())) {
            String head = "X-Original-Method: GET\r\nX-Original-URI: /x\r\n";
            String line = "X-Large: " + "a".repeat(1_000) + "\r\n";
            small.send("GET /authz HTTP/1.1\r\nHost: a\r\n" + head + line.repeat(14) + "\r\n");
            assertThat(small.read(false).status()).isEqualTo(200);
            large.send("GET /authz HTTP/1.1\r\nHost: a\r\n" + head + line.repeat(17) + "\r\n");
            assertThat(large.read(false).status()).isEqualTo(431);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"512B", "1GB", "8", "8 KB", "8kb", "-1KB"})
    void otherSizesAreRefusedAtStart(String size, @TempDir Path folder) throws Exception {
        Path file = RunningGateway.configure(folder, "max-head-size: " + size + "\n");
        assertThatThrownBy(() -> Gateway.check(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("max-head-size is '" + size + "'")
                .hasMessageContaining("gateway.yaml:2")
                .hasMessageContaining("a size from 1KB to 256KB, such as 16KB");
    }
}
