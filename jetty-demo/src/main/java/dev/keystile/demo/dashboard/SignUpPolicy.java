package dev.keystile.demo.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the sender of a request may create an account. In the mode {@link SignUpMode#LOCAL} only a browser on this
 * machine may: the service listens on loopback addresses only, the request names such a host, so that no foreign name which
 * resolves to this machine is taken for it, and no header field says that a proxy has forwarded the request.
 *
 * @param mode the mode of the service
 * @param loopbackOnly whether the service listens on loopback addresses only
 */
public record SignUpPolicy(SignUpMode mode, boolean loopbackOnly) {

    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final List<String> PROXY_FIELDS = List.of("forwarded", "via");
    private static final String PROXY_PREFIX = "x-forwarded-";

    /** The reason for which the sender may not create an account; null if the sender may. */
    @Nullable
    SignUpRefusal refusal(HttpServletRequest request) {
        return switch (mode) {
            case OPEN -> null;
            case CLOSED -> SignUpRefusal.CLOSED;
            case LOCAL -> localRefusal(request);
        };
    }

    private @Nullable SignUpRefusal localRefusal(HttpServletRequest request) {
        if (!loopbackOnly) {
            return SignUpRefusal.EXPOSED;
        }
        if (Collections.list(request.getHeaderNames()).stream().anyMatch(SignUpPolicy::isOfProxy)) {
            return SignUpRefusal.FORWARDED;
        }
        return isLocalHost(request) ? null : SignUpRefusal.FOREIGN_HOST;
    }

    private static boolean isOfProxy(String field) {
        String name = field.toLowerCase(Locale.ROOT);
        return PROXY_FIELDS.contains(name) || name.startsWith(PROXY_PREFIX);
    }

    /** The server name differs from the field where the request line names a host of its own (RFC 9112, section 3.2.2). */
    private static boolean isLocalHost(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null
                && LOCAL_HOST.matcher(host).matches()
                && LOCAL_HOST.matcher(request.getServerName()).matches();
    }
}
