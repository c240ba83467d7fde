package dev.keystile.reply;

import dev.keystile.key.Redaction;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the id of a request: the id that the client sent, if it is harmless, or else a new id of a random prefix for this
 * process and a counter. A random UUID for each request would cost more than the rest of the filter.
 */
public final class RequestIds {

    /** The header field of the id, in requests and responses. */
    public static final String HEADER = "X-Request-ID";

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] prefix =
            (Long.toHexString(new SecureRandom().nextLong() | 1L << 63) + '-').getBytes(StandardCharsets.ISO_8859_1);
    private final AtomicLong counter = new AtomicLong();

    /**
     * The id of a request.
     *
     * @param sent the id that the client sent; null if it sent none
     */
    public RequestId choose(@Nullable String sent) {
        return sent != null && RequestId.isHarmless(sent) && !Redaction.mayHoldKey(sent)
                ? RequestId.of(sent)
                : RequestId.from(this, sent != null);
    }

    /** A new id in place of an id that the client sent and that cannot be used. */
    public RequestId replacement() {
        return RequestId.from(this, true);
    }

    /** A new id. Written by hand, since string concatenation would allocate twice as many objects. */
    String next() {
        long number = counter.incrementAndGet();
        int digits = Long.SIZE / 4 - Long.numberOfLeadingZeros(number) / 4;
        byte[] id = Arrays.copyOf(prefix, prefix.length + digits);
        long rest = number;
        for (int i = id.length - 1; i >= prefix.length; i--) {
            id[i] = DIGITS[(int) rest & 15];
            rest >>>= 4;
        }
        return new String(id, StandardCharsets.ISO_8859_1);
    }
}
