package dev.keystile.demo.sso;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Serves the style sheet of the sign-in pages. */
final class StyleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/css;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "max-age=300");
        try (InputStream style = Objects.requireNonNull(StyleServlet.class.getResourceAsStream("pages.css"))) {
            style.transferTo(response.getOutputStream());
        }
    }
}
