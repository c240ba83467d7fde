package dev.keystile.containers.weak;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Decides by a prefix of the raw URI: what {@code /%6frganizations} walks around. */
public final class RawUriPrefixFilter extends HandWrittenFilter {

    private static final List<String> PROTECTED =
            List.of("/organizations", "/api", "/app", "/closed", "/project", "/ws");

    @Override
    boolean isAmbiguous(HttpServletRequest request) {
        return false;
    }

    @Override
    String path(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.INCLUDE
                ? super.path(request)
                : request.getRequestURI().substring(request.getContextPath().length());
    }

    @Override
    boolean isOpen(String path) {
        return super.isOpen(path) || PROTECTED.stream().noneMatch(path::startsWith);
    }
}
