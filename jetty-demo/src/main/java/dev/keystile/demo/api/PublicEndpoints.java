package dev.keystile.demo.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** The endpoints that need no key: health, the start page of the API, and 404 for unknown paths. */
public final class PublicEndpoints {

    private record Health(String status) {}

    private record Welcome(String message, List<String> publicRoutes, List<String> publishable, List<String> secret) {}

    private static final ApiResponse HEALTH = ApiResponse.ok(new Health("ok"));
    private static final ApiResponse WELCOME = ApiResponse.ok(new Welcome(
            "Send a key as 'Authorization: Bearer <key>'. The first start of the service printed four.",
            List.of("/", "/health", "/sso/authorize", "/sso/token", "/sso/profile", "/dashboard", "/docs"),
            List.of("/project", "/whoami"),
            List.of("/organizations", "/organizations/{id}", "/connections", "/connections/{id}")));

    private PublicEndpoints() {}

    /** Responds that the service runs. */
    public static ApiResponse health(HttpServletRequest request) {
        return HEALTH;
    }

    /** Lists the paths of the API. */
    public static ApiResponse welcome(HttpServletRequest request) {
        return WELCOME;
    }

    /** Responds with 404. */
    public static ApiResponse notFound(HttpServletRequest request) {
        return ApiResponse.problem(404, "not_found", "Nothing is at this path; / lists what there is.");
    }
}
