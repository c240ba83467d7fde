package dev.keystile.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** What remains of a key that somebody presented, once its text is gone. */
public final class PresentedKey {

    /** Below this length the last four characters would give too much of a key away. */
    private static final int MIN_TO_HINT_AT = 24;

    private static final int MIN = 4;

    /** One read of memory for all four: it is made for every request, and shown for few. */
    private static final VarHandle FOUR_CHARACTERS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final KeyType type;
    private final KeyDigest digest;
    private final Form form;
    private final int lastFour;

    private enum Form {
        PLAUSIBLE,
        MISTYPED,
        EXAMPLE
    }

    private PresentedKey(KeyType type, KeyDigest digest, Form form, int lastFour) {
        this.type = type;
        this.digest = digest;
        this.form = form;
        this.lastFour = lastFour;
    }

    /**
     * Reads the key in {@code text[start, end)}.
     *
     * @return null if it has no {@code pk_} or {@code sk_} in front, is no {@link Token68}, or is longer than
     *     {@link KeyText#MAX_LENGTH}
     */
    public static @Nullable PresentedKey read(String text, int start, int end) {
        int length = end - start;
        boolean mayBeKey = length >= MIN && length <= KeyText.MAX_LENGTH && KeyText.hasKeyPrefix(text, start);
        return mayBeKey ? KeyHasher.read(text, start, end) : null;
    }

    /** Reads a whole text as a key; null as for {@link #read(String, int, int)}. */
    public static @Nullable PresentedKey read(String text) {
        return read(text, 0, text.length());
    }

    /** The key in {@code text[start, end)}, which is a token and begins like a key. */
    static PresentedKey of(byte[] text, int start, int end, KeyDigest digest) {
        KeyType type = text[start] == 's' ? KeyType.SECRET : KeyType.PUBLISHABLE;
        Form form = ExampleKeys.isExample(text, start, end)
                ? Form.EXAMPLE
                : KeyText.isMistyped(text, start, end) ? Form.MISTYPED : Form.PLAUSIBLE;
        int lastFour = end - start < MIN_TO_HINT_AT ? 0 : (int) FOUR_CHARACTERS.get(text, end - 4);
        return new PresentedKey(type, digest, form, lastFour);
    }

    /** What the prefix says that the key is. */
    public KeyType type() {
        return type;
    }

    /** SHA-256 of its text. */
    public KeyDigest digest() {
        return digest;
    }

    /** Whether it has exactly the form of our keys and a checksum that does not fit. */
    public boolean isMistyped() {
        return form == Form.MISTYPED;
    }

    /** Whether it is one of those that the documentation prints. */
    public boolean isExample() {
        return form == Form.EXAMPLE;
    }

    /** The last four characters of its text; null if they would give too much of the key away. */
    public @Nullable String lastFour() {
        return lastFour == 0
                ? null
                : "" + (char) (lastFour >> 24) + (char) (lastFour >> 16 & 0xff) + (char) (lastFour >> 8 & 0xff)
                        + (char) (lastFour & 0xff);
    }

    /** What a log may show of it: its prefix and, if it is long enough, its last four characters. */
    public String hint() {
        String tail = lastFour();
        return type.prefix() + "_…" + (tail == null ? "" : tail);
    }

    /** The {@link #hint()}. */
    @Override
    public String toString() {
        return hint();
    }
}
