package dev.keystile.gateway.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonErrorHandlerTest {

    private static final class Failing extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("X-Request-ID", "chosen-1");
            if (request.getParameter("status") == null) {
                throw new IllegalStateException("a secret");
            }
            response.sendError(Integer.parseInt(request.getParameter("status")), "a secret");
        }
    }

    private final Server server = new Server(0);

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        context.setErrorHandler(new JsonErrorHandler());
        context.addServlet(new ServletHolder(new Failing()), "/");
        server.setErrorHandler(new JsonErrorHandler());
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, '', 500, internal_error",
        "DELETE, '', 500, internal_error",
        "PATCH, ?status=409, 409, request_error",
        "GET, ?status=503, 503, stopping",
        "GET, ?status=404, 404, not_found"
    })
    void errorsAreProblemDocumentsWithFixedText(String method, String query, int status, String code) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getURI().getPort() + "/" + query))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = new JsonMapper().readTree(response.body());
        assertThat(problem.get("type").stringValue()).isEqualTo("urn:keystile:problem:" + code);
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("detail")).isEqualTo(problem.get("message"));
        assertThat(response.headers().firstValue("X-Request-ID"))
                .hasValue(problem.get("request_id").stringValue())
                .hasValue("chosen-1");
        assertThat(response.body()).doesNotContain("a secret", "Exception");
    }
}
