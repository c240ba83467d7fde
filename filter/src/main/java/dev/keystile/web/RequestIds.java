package dev.keystile.web;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The id of a request: the client's own, if it is harmless, else a new one made of a random prefix for
 * this process and a counter. A random UUID each time would cost more than the rest of the filter.
 */
final class RequestIds {

    static final String HEADER = "X-Request-ID";

    private static final int LONGEST = 128;

    private final String prefix = Long.toHexString(new SecureRandom().nextLong() | 1L << 63) + '-';
    private final AtomicLong counter = new AtomicLong();

    String choose(@Nullable String sent) {
        return sent != null && isHarmless(sent) && !mayBeKey(sent)
                ? sent
                : prefix.concat(Long.toHexString(counter.incrementAndGet()));
    }

    /** An id is echoed, a key never. */
    private static boolean mayBeKey(String id) {
        return id.contains("sk_") || id.contains("pk_");
    }

    private static boolean isHarmless(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }
}
