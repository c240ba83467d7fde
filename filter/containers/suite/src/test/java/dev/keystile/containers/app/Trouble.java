package dev.keystile.containers.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Fails, or sets a cache policy of its own. */
final class Trouble extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case "/fail" -> throw new IllegalStateException("on purpose");
            case "/senderror" -> response.sendError(418, "on purpose");
            default -> {
                response.setHeader("Cache-Control", "max-age=60");
                response.getWriter().println("OPEN-DATA");
            }
        }
    }
}
