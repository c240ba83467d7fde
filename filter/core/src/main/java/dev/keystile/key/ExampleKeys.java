package dev.keystile.key;

/**
 * The keys that the documentation prints. They open nothing; whoever sends one is told to replace
 * it with a key of their own.
 */
public final class ExampleKeys {

    static final String ENVIRONMENT = "example";

    private static final String SECRET_PART = "0".repeat(KeyText.SECRET_LENGTH);
    private static final String MARK = "k_" + ENVIRONMENT + "_";

    /** The publishable example key. */
    public static final String PUBLISHABLE = KeyText.compose(KeyType.PUBLISHABLE, ENVIRONMENT, SECRET_PART);

    /** The secret example key. */
    public static final String SECRET = KeyText.compose(KeyType.SECRET, ENVIRONMENT, SECRET_PART);

    private ExampleKeys() {}

    /** Whether {@code text[start, end)} begins with a type, and goes on as only example keys do, cut short or not. */
    static boolean isExample(byte[] text, int start, int end) {
        if (end - start <= MARK.length()) {
            return false;
        }
        for (int i = 0; i < MARK.length(); i++) {
            if (text[start + 1 + i] != MARK.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
