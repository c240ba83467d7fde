package dev.keystile.containers.weak;

import org.jspecify.annotations.Nullable;

/** Takes the token as {@code startsWith("Bearer ")} and a trim leave it, which takes tabs and control characters. */
public final class TrimmingBearerFilter extends HandWrittenFilter {

    @Override
    @Nullable
    String token(String authorization) {
        return authorization.startsWith("Bearer ") ? authorization.substring(7).trim() : null;
    }
}
