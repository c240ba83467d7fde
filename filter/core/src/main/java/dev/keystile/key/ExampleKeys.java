package dev.keystile.key;

/**
 * The example keys of the documentation. No store has them; a request that sends one is refused with the advice to send a
 * key of one's own.
 */
public final class ExampleKeys {

    static final String ENVIRONMENT = "example";

    private static final String SECRET_PART = "0".repeat(KeyFormat.SECRET_LENGTH);
    private static final String MARK = "k_" + ENVIRONMENT + "_";

    /** The publishable example key. */
    public static final String PUBLISHABLE = KeyFormat.compose(KeyType.PUBLISHABLE, ENVIRONMENT, SECRET_PART);

    /** The secret example key. */
    public static final String SECRET = KeyFormat.compose(KeyType.SECRET, ENVIRONMENT, SECRET_PART);

    private ExampleKeys() {}

    /** Whether the first bytes of an array are an example key, complete or cut short. The first character is not looked at. */
    static boolean isExample(byte[] text, int length) {
        if (length <= MARK.length()) {
            return false;
        }
        for (int i = 0; i < MARK.length(); i++) {
            if (text[1 + i] != MARK.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
