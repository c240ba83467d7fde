package dev.keystile.demo.api;

import dev.keystile.demo.database.DatabaseOutage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dispatches the methods of one path to endpoints, and writes their responses and errors as JSON. */
public final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);

    private final transient Map<String, Endpoint> methods;
    private final transient @Nullable Endpoint otherwise;

    private ApiServlet(Map<String, Endpoint> methods, @Nullable Endpoint otherwise) {
        this.methods = Map.copyOf(methods);
        this.otherwise = otherwise;
    }

    /** Endpoints by method; GET covers HEAD, and every other method is 405. */
    public static ApiServlet of(Map<String, Endpoint> methods) {
        return new ApiServlet(methods, null);
    }

    /** One endpoint for every method. */
    public static ApiServlet ofAny(Endpoint endpoint) {
        return new ApiServlet(Map.of(), endpoint);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Endpoint endpoint = methods.getOrDefault(method, otherwise);
        handle(endpoint, request, response).write(response);
    }

    private ApiResponse handle(@Nullable Endpoint endpoint, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (endpoint == null) {
            String allowed = String.join(", ", new TreeSet<>(methods.keySet()));
            response.setHeader("Allow", allowed);
            return ApiResponse.problem(405, "method_not_allowed", "This path takes " + allowed + " only.");
        }
        try {
            return endpoint.handle(request);
        } catch (ApiException e) {
            return e.response();
        } catch (JdbiException e) {
            if (!DatabaseOutage.causes(e)) {
                throw e;
            }
            LOG.warn("The database does not respond: {}", String.valueOf(e.getMessage()));
            return ApiResponse.problem(503, "database_unavailable", "The database does not respond; try again shortly.")
                    .with("Retry-After", "1");
        }
    }
}
