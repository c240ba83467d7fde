package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class IsolationIT {

    @TempDir
    private Path folder;

    private RunningDemo demo;
    private String secret;

    @BeforeEach
    void start() throws Exception {
        demo = RunningDemo.start(folder);
        secret = demo.demoKeys().secretKey();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void fortyInterleavedCreatesEndUpTwentyAndTwenty() throws Exception {
        String other = demo.defaultKeys().secretKey();
        List<HttpRequest> creates = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String key = i % 2 == 0 ? secret : other;
            creates.add(demo.request("POST", "/organizations", key, "{\"name\":\"" + key.substring(0, 6) + "\"}"));
        }
        assertThat(demo.sendAll(creates)).allMatch(response -> response.statusCode() == 201);
        Set<String> ids = new HashSet<>();
        for (String key : List.of(secret, other)) {
            JsonNode data =
                    demo.json("GET", "/organizations?limit=100", key, null).get("data");
            assertThat(data)
                    .hasSize(20)
                    .allMatch(item -> item.get("name").stringValue().equals(key.substring(0, 6)));
            data.forEach(item -> ids.add(item.get("id").stringValue()));
        }
        assertThat(ids).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void anObjectOfTheOtherEnvironmentDoesNotExist(String method) throws Exception {
        String path = "/organizations/"
                + demo.json("POST", "/organizations", secret, "{\"name\":\"mine\"}")
                        .get("id")
                        .stringValue();
        HttpResponse<String> response = demo.send(
                method, path, demo.defaultKeys().secretKey(), method.equals("PUT") ? "{\"name\":\"theirs\"}" : null);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(demo.json("GET", path, secret, null).get("name").stringValue())
                .isEqualTo("mine");
    }
}
