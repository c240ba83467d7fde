package dev.keystile.web.suite.weak;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Takes the token as {@code startsWith("Bearer ")} and a trim leave it. */
public final class TrimmingBearerFilter extends WeakFilter {

    @Override
    @Nullable
    String key(HttpServletRequest request) {
        String value = request.getHeader("Authorization");
        return value != null && value.startsWith("Bearer ") ? value.substring(7).trim() : null;
    }
}
