package dev.keystile.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The SHA-256 digest of a key. Stores keep and look up the digest, never the key itself. Immutable.
 *
 * <p>Comparable, so that a {@link java.util.HashMap} in which an attacker causes collisions degrades to a tree and not to
 * a list.
 */
public final class KeyDigest implements Comparable<KeyDigest> {

    /** The number of bytes in a digest. */
    public static final int LENGTH = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private KeyDigest(byte[] bytes) {
        first = (long) LONGS.get(bytes, 0);
        second = (long) LONGS.get(bytes, Long.BYTES);
        third = (long) LONGS.get(bytes, 2 * Long.BYTES);
        fourth = (long) LONGS.get(bytes, 3 * Long.BYTES);
    }

    /**
     * A digest from its 32 bytes.
     *
     * @throws IllegalArgumentException if there are not 32 bytes
     */
    public static KeyDigest ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + bytes.length);
        }
        return new KeyDigest(bytes);
    }

    /**
     * A digest from 64 hexadecimal digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static KeyDigest ofHex(String hex) {
        if (hex.length() != 2 * LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits, not " + hex.length());
        }
        return ofBytes(HexFormat.of().parseHex(hex));
    }

    /** The 32 bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[LENGTH];
        LONGS.set(bytes, 0, first);
        LONGS.set(bytes, Long.BYTES, second);
        LONGS.set(bytes, 2 * Long.BYTES, third);
        LONGS.set(bytes, 3 * Long.BYTES, fourth);
        return bytes;
    }

    /** The 64 lower-case hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(toBytes());
    }

    /** Compares in constant time, as {@link java.security.MessageDigest#isEqual} does: every bit is compared. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyDigest that
                && ((first ^ that.first) | (second ^ that.second) | (third ^ that.third) | (fourth ^ that.fourth)) == 0;
    }

    @Override
    public int hashCode() {
        return (int) (first >>> Integer.SIZE);
    }

    @Override
    public int compareTo(KeyDigest other) {
        int order = Long.compareUnsigned(first, other.first);
        order = order != 0 ? order : Long.compareUnsigned(second, other.second);
        order = order != 0 ? order : Long.compareUnsigned(third, other.third);
        return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
    }

    /** The first four hexadecimal digits, to tell digests apart in a log. */
    @Override
    public String toString() {
        return "sha256:" + HexFormat.of().toHexDigits((short) (first >>> 48)) + "…";
    }
}
