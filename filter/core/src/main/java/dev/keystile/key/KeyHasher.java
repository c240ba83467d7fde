package dev.keystile.key;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Computes the digest of a presented key without leaving a copy of the key in memory. Safe for use by many threads.
 *
 * <p>The hashers are in an array of slots, one of which is chosen by the id of the thread. They are not thread-local: a
 * virtual thread lives for one request and would build a new {@link MessageDigest} each time.
 */
final class KeyHasher {

    private static final int SLOTS = 64;

    /** Keeps the flags in different cache lines: 16 of them fill one. */
    private static final int STRIDE = 16;

    /** A flag for each slot, instead of a changing reference to a hasher, since each such change costs a write barrier. */
    private static final AtomicIntegerArray BUSY = new AtomicIntegerArray(SLOTS * STRIDE);

    private static final KeyHasher[] HASHERS = new KeyHasher[SLOTS];

    static {
        Arrays.setAll(HASHERS, slot -> new KeyHasher());
    }

    private final MessageDigest sha256;
    private final byte[] key = new byte[KeyFormat.MAX_LENGTH];
    private final byte[] digest = new byte[KeyDigest.LENGTH];

    private KeyHasher() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The presented key in {@code text[start, end)}, which has the length of a key; null if it is not a token. */
    static @Nullable PresentedKey read(String text, int start, int end) {
        int slot = (int) Thread.currentThread().getId() & SLOTS - 1;
        // Another thread uses the hasher of this slot: a new hasher costs less than a wait.
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
        int length = end - start;
        try {
            if (!Token68.copy(text, start, end, key)) {
                return null;
            }
            sha256.update(key, 0, length);
            sha256.digest(digest, 0, digest.length);
            return PresentedKey.of(key, length, KeyDigest.ofBytes(digest));
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 fits into 32 bytes", e);
        } finally {
            // digest() keeps the last block in its buffer until it is reset.
            sha256.reset();
            Arrays.fill(key, 0, length, (byte) 0);
        }
    }
}
