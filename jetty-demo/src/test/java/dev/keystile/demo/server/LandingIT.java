package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class LandingIT {

    private RunningDemo demo;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        demo = RunningDemo.start(folder);
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    private String send(String method, String fields) throws Exception {
        return demo.raw(method + " / HTTP/1.1\r\nHost: localhost\r\n" + fields + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8\r\n",
                "Accept: text/html\r\n",
                "Accept: application/json;q=0.5, text/html\r\n",
                "Accept: */*;q=0.1\r\nAccept: text/html\r\n"
            })
    void aBrowserGetsAPage(String fields) throws Exception {
        assertThat(send("GET", fields))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: text/html", "Vary: Accept", "Content-Security-Policy: default-src 'none'")
                .contains("Create an account", "Log in", "pk_example_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Accept: */*\r\n",
                "Accept: application/json, text/plain, */*\r\n",
                "Accept: application/json\r\n",
                "Accept: text/*\r\n",
                "Accept: text/html;q=0, */*\r\n",
                "Accept: text/html;q=0.5, application/json\r\n",
                "Accept: ;;;q=,,\r\n"
            })
    void aProgramGetsJson(String fields) throws Exception {
        assertThat(send("GET", fields))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: application/json", "Vary: Accept", "\"publishable\"");
    }

    @Test
    void otherMethodsStayThoseOfTheApi() throws Exception {
        assertThat(send("POST", "Accept: text/html\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET");
        assertThat(send("HEAD", "Accept: text/html\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: text/html")
                .endsWith("\r\n\r\n");
    }
}
