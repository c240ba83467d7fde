package dev.keystile.demo.dashboard;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The style sheet, the script, the icon and the fonts of the pages. */
final class AssetServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String FONTS = "/META-INF/resources/webjars/roboto-fontface/0.10.0/fonts/roboto";
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = String.valueOf(request.getPathInfo());
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        boolean isPlain = name.indexOf('/', 1) < 0;
        InputStream asset = type == null || !isPlain ? null : open(name, type);
        if (asset == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (asset) {
            response.setContentType(type);
            response.setHeader("Cache-Control", "public, max-age=300");
            response.setHeader("X-Content-Type-Options", "nosniff");
            asset.transferTo(response.getOutputStream());
        }
    }

    private static @Nullable InputStream open(String name, String type) {
        String folder = type.startsWith("font/") ? FONTS : "assets";
        return AssetServlet.class.getResourceAsStream(folder + name);
    }
}
