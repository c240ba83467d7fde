package dev.keystile.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A key that a request has presented, reduced to its type, its digest and a hint for logs: the key itself is not kept.
 * Nothing has been verified but its format. Immutable.
 */
public final class PresentedKey {

    /** Of a shorter key the last four characters would reveal too much. */
    private static final int MIN_LENGTH_FOR_LAST_FOUR = 24;

    private static final int MIN = 4;

    /** Reads all four in one memory access, because this happens for every request. */
    private static final VarHandle FOUR_CHARACTERS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final @Nullable KeyType type;
    private final KeyDigest digest;
    private final boolean example;
    private final int lastFour;

    private PresentedKey(@Nullable KeyType type, KeyDigest digest, boolean example, int lastFour) {
        this.type = type;
        this.digest = digest;
        this.example = example;
        this.lastFour = lastFour;
    }

    /**
     * Reads the key in {@code text[start, end)}.
     *
     * @return null if that does not begin with {@code pk_} or {@code sk_}, is not a token68 (RFC 9110), or is longer than
     *     {@link KeyFormat#MAX_LENGTH}
     */
    public static @Nullable PresentedKey read(String text, int start, int end) {
        int length = end - start;
        boolean mayBeKey = length >= MIN && length <= KeyFormat.MAX_LENGTH && KeyFormat.hasKeyPrefix(text, start);
        return mayBeKey ? KeyHasher.read(text, start, end) : null;
    }

    /** Reads a key; null in the cases of {@link #read(String, int, int)}. */
    public static @Nullable PresentedKey read(String key) {
        return read(key, 0, key.length());
    }

    /**
     * Reads the key in {@code text[start, end)}, which may have the format of another system.
     *
     * @return null if that is not a token68 (RFC 9110), is longer than {@link KeyFormat#MAX_LENGTH}, or is shorter than
     *     {@link KeyFormat#MIN_OTHER_LENGTH} without beginning with {@code pk_} or {@code sk_}
     */
    public static @Nullable PresentedKey readAny(String text, int start, int end) {
        int length = end - start;
        boolean mayBeOther = length >= KeyFormat.MIN_OTHER_LENGTH && length <= KeyFormat.MAX_LENGTH;
        return mayBeOther ? KeyHasher.read(text, start, end) : read(text, start, end);
    }

    /** Reads a key; null in the cases of {@link #readAny(String, int, int)}. */
    public static @Nullable PresentedKey readAny(String key) {
        return readAny(key, 0, key.length());
    }

    /** The key in the first bytes of an array, which are a token. */
    static PresentedKey of(byte[] text, int length, KeyDigest digest) {
        KeyType type = KeyFormat.typeByPrefix(text, length);
        boolean example = type != null && ExampleKeys.isExample(text, length);
        int lastFour = length < MIN_LENGTH_FOR_LAST_FOUR ? 0 : (int) FOUR_CHARACTERS.get(text, length - 4);
        return new PresentedKey(type, digest, example, lastFour);
    }

    /** The type by the prefix of the key; null if the key has the format of another system. */
    public @Nullable KeyType type() {
        return type;
    }

    /** Whether a key of this type can have this text: the prefix {@code pk_} or {@code sk_}, if there is one, agrees. */
    public boolean agreesWith(KeyType recorded) {
        return type == null || type == recorded;
    }

    /** The SHA-256 digest of the key. */
    public KeyDigest digest() {
        return digest;
    }

    /** Whether the key is one of the {@link ExampleKeys}. */
    public boolean isExample() {
        return example;
    }

    /** The last four characters of the key; null if they would reveal too much of a short key. */
    public @Nullable String lastFour() {
        return lastFour == 0
                ? null
                : "" + (char) (lastFour >> 24) + (char) (lastFour >> 16 & 0xff) + (char) (lastFour >> 8 & 0xff)
                        + (char) (lastFour & 0xff);
    }

    /**
     * The part of the key that a log may show: the prefix of its type and, if the key is long enough, its last four
     * characters.
     */
    public String hint() {
        String tail = lastFour();
        return (type == null ? "…" : type.prefix() + "_…") + (tail == null ? "" : tail);
    }

    /** The {@link #hint()}. */
    @Override
    public String toString() {
        return hint();
    }
}
