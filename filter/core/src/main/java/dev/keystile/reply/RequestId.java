package dev.keystile.reply;

import dev.keystile.key.Redaction;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The id of a request: the id that the client sent, or a new id, which is drawn when it is first needed. Most requests that
 * pass need none. Safe for use by many threads.
 */
public final class RequestId {

    private static final int MAX = 128;

    private static final AtomicReferenceFieldUpdater<RequestId, @Nullable String> DRAWN =
            AtomicReferenceFieldUpdater.newUpdater(RequestId.class, String.class, "drawn");

    private final boolean isSent;

    /** Either the id that the client sent, or the source of new ids. */
    private final Object origin;

    /** Written once, and not by the constructor, which would need a fence for that: most requests need nothing more. */
    private volatile @Nullable String drawn;

    private RequestId(Object origin, boolean isSent) {
        this.origin = origin;
        this.isSent = isSent;
    }

    /**
     * An id that the client sent.
     *
     * @throws IllegalArgumentException if the id is empty, longer than 128 characters, or has a character other than
     *     letters, digits and {@code . _ -}
     */
    public static RequestId of(String sent) {
        if (!isHarmless(sent)) {
            throw new IllegalArgumentException("not the id of a request: " + Redaction.quoted(sent));
        }
        return new RequestId(sent, true);
    }

    /** @param isSent whether the client sent an id, which cannot be used */
    static RequestId from(RequestIds source, boolean isSent) {
        return new RequestId(source, isSent);
    }

    /** Whether the text can be an id: it then needs no quoting in a header field, in JSON or in a log. */
    static boolean isHarmless(String id) {
        if (id.isEmpty() || id.length() > MAX) {
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

    /** Whether the client sent an id, and so expects the response to have one; also if the client's id cannot be used. */
    public boolean isSent() {
        return isSent;
    }

    /** The id as text; the same for each call. */
    public String value() {
        if (origin instanceof String sent) {
            return sent;
        }
        String earlier = drawn;
        if (earlier != null) {
            return earlier;
        }
        String next = ((RequestIds) origin).next();
        return DRAWN.compareAndSet(this, null, next) ? next : String.valueOf(drawn);
    }

    /** The {@link #value()}. */
    @Override
    public String toString() {
        return value();
    }
}
