package dev.keystile.demo.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** What is answered whoever asks, and what is answered where nothing is. */
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

    /** Whether the service runs. */
    public static ApiResponse health(HttpServletRequest request) {
        return HEALTH;
    }

    /** Where to go. */
    public static ApiResponse welcome(HttpServletRequest request) {
        return WELCOME;
    }

    /** Nothing is here. */
    public static ApiResponse nothing(HttpServletRequest request) {
        return ApiResponse.problem(404, "not_found", "Nothing is at this path; / lists what there is.");
    }
}
