package dev.keystile.decision;

import dev.keystile.request.RequestView;
import dev.keystile.route.EncodedPath;
import org.jspecify.annotations.Nullable;

/** Reads the encoded path of a request, relative to the context. */
final class EncodedRequestPath {

    private EncodedRequestPath() {}

    /** The path; null if it is ambiguous, or the container has read something else. */
    static @Nullable EncodedPath of(RequestView request) {
        EncodedPath path = EncodedPath.parse(withoutContext(request.rawPath(), request.contextPath()));
        String decoded = path == null ? null : request.path();
        return path == null || decoded == null ? null : path.decodedAs(decoded);
    }

    /** Counts the segments and does not compare them: the raw path may have escapes in those of the context too. */
    private static String withoutContext(String rawPath, String contextPath) {
        int from = 0;
        for (int i = 0; i < contextPath.length(); i++) {
            if (contextPath.charAt(i) == '/') {
                int next = rawPath.indexOf('/', from + 1);
                from = next < 0 ? rawPath.length() : next;
            }
        }
        return rawPath.substring(from);
    }
}
