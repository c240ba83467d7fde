package dev.keystile.key;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Reads a key's text into its digest without leaving a copy of the text behind.
 *
 * <p>Hashers are borrowed from a few slots chosen by thread, not kept in a thread-local: a virtual
 * thread lives for one request and would build its digest anew each time.
 */
final class KeyHasher {

    private static final int SLOTS = 64;

    /** Keeps flags out of each other's cache line: 16 fill one. */
    private static final int STRIDE = 16;

    /** Flags and not the hashers go from hand to hand: the collector watches every change of a reference. */
    private static final AtomicIntegerArray BUSY = new AtomicIntegerArray(SLOTS * STRIDE);

    private static final KeyHasher[] HASHERS = new KeyHasher[SLOTS];

    static {
        Arrays.setAll(HASHERS, slot -> new KeyHasher());
    }

    private final MessageDigest sha256;
    private final byte[] digest = new byte[KeyDigest.LENGTH];

    private KeyHasher() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What remains of {@code text[start, end)}, which begins like a key and is not too long; null if it is no token. */
    static @Nullable PresentedKey read(String text, int start, int end) {
        int slot = (int) Thread.currentThread().getId() & SLOTS - 1;
        if (!BUSY.compareAndSet(slot * STRIDE, 0, 1)) {
            return new KeyHasher().readKey(text, start, end);
        }
        try {
            return HASHERS[slot].readKey(text, start, end);
        } finally {
            BUSY.setRelease(slot * STRIDE, 0);
        }
    }

    private @Nullable PresentedKey readKey(String text, int start, int end) {
        // A plain memory copy. What is not ISO 8859-1 becomes a question mark, which no token holds.
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            if (bytes.length != text.length() || !Token68.isToken(bytes, start, end)) {
                return null;
            }
            sha256.update(bytes, start, end - start);
            sha256.digest(digest, 0, digest.length);
            return PresentedKey.of(bytes, start, end, KeyDigest.ofBytes(digest));
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 fits into 32 bytes", e);
        } finally {
            // digest() keeps the last block in its buffer until it is reset.
            sha256.reset();
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
