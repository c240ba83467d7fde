package dev.keystile.web.suite.weak;

/** Decides by a prefix of the raw URI: what {@code /%6frganizations} walks around. */
public final class RawUriPrefixFilter extends WeakFilter {

    @Override
    boolean needsKey(jakarta.servlet.http.HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/organizations") || path.startsWith("/api") || path.startsWith("/closed");
    }
}
