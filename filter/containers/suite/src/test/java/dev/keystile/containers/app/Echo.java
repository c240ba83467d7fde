package dev.keystile.containers.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.Locale;

/** Says what it was given, a line each. */
final class Echo extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final String marker;

    Echo(String marker) {
        this.marker = marker;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println(marker);
        out.println("uri=" + request.getRequestURI());
        out.println("account=" + request.getAttribute("dev.keystile.account"));
        out.println("environment=" + request.getAttribute("dev.keystile.environment"));
        out.println("identity=" + (request.getAttribute("dev.keystile.identity") != null));
        out.println("principal="
                + (request.getUserPrincipal() == null
                        ? null
                        : request.getUserPrincipal().getName()));
        out.println("user=" + request.getRemoteUser());
        out.println("auth-type=" + request.getAuthType());
        for (String role : new String[] {
            "secret", "publishable", "environment:demo", "environment:default", "organizations:read", "*"
        }) {
            out.println("role " + role + "=" + request.isUserInRole(role));
        }
        out.println("authorization=" + request.getHeader("Authorization"));
        out.println("authorizations=" + Collections.list(request.getHeaders("authorization")));
        out.println("x-api-key=" + request.getHeader("X-API-KEY"));
        for (String name : Collections.list(request.getHeaderNames())) {
            out.println("name " + name.toLowerCase(Locale.ROOT));
        }
        for (String name : new String[] {"X-Keystile-Environment", "x_keystile_environment", "X.Keystile.Key-Id"}) {
            out.println("forged=" + request.getHeader(name)
                    + request.getHeaders(name).hasMoreElements());
        }
    }
}
