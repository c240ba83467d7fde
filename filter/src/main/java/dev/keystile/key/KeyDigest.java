package dev.keystile.key;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The SHA-256 of a key's whole text: what a store keeps and looks up in place of the key.
 *
 * <p>Comparable, so that a hash table under attack degrades to a tree and not to a list.
 */
public final class KeyDigest implements Comparable<KeyDigest> {

    /** Bytes in a digest. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private KeyDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A digest from its 32 bytes, which are copied.
     *
     * @throws IllegalArgumentException if there are not 32 of them
     */
    public static KeyDigest ofBytes(byte[] bytes) {
        return adopt(bytes.clone());
    }

    /**
     * A digest from 64 hexadecimal digits of either case.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static KeyDigest ofHex(String hex) {
        if (hex.length() != 2 * LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits, not " + hex.length());
        }
        return adopt(HexFormat.of().parseHex(hex));
    }

    static KeyDigest adopt(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + bytes.length);
        }
        return new KeyDigest(bytes);
    }

    /** A copy of the 32 bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The 64 lower-case hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Equality in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyDigest that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }

    @Override
    public int compareTo(KeyDigest other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    /** The first four digits, enough to tell two apart in a log. */
    @Override
    public String toString() {
        return "sha256:" + HexFormat.of().toHexDigits(ByteBuffer.wrap(bytes).getShort()) + "…";
    }
}
