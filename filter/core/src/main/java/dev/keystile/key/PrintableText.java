package dev.keystile.key;

import java.util.HexFormat;

/**
 * Checks and escapes text that people have written, such as names. Not printable are control and format characters
 * (Unicode's Cc and Cf, including the marks that change the direction of writing), line separators and halves of surrogate
 * pairs: with them a terminal, a log or a page could be made to show other text than there is. The two joiners, U+200C and
 * U+200D, are allowed, because words are spelled with them.
 */
public final class PrintableText {

    /** These two belong to the spelling of Persian and Indic words, and of emoji (RFC 5892, appendix A). */
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PrintableText() {}

    /** Whether all characters of the text are printable. */
    public static boolean isPrintable(String text) {
        return text.codePoints().allMatch(PrintableText::isPrintable);
    }

    /**
     * Requires that the text is printable.
     *
     * @param what the subject of the message, such as {@code the key's name}
     * @return the text
     * @throws IllegalArgumentException if a character is not printable; the message names the first of them
     */
    public static String require(String what, String text) {
        text.codePoints().filter(c -> !isPrintable(c)).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException(what + " must be printable text on one line, without U+"
                    + HEX.toHexDigits(c, Character.isBmpCodePoint(c) ? 4 : 5));
        });
        return text;
    }

    /** The text with each character that is not printable as in Java: a backslash, {@code u} and four hexadecimal digits. */
    public static String escape(String text) {
        if (isPrintable(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPrintable(c)) {
                escaped.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    escaped.append("\\u").append(HEX.toHexDigits(unit));
                }
            }
        });
        return escaped.toString();
    }

    private static boolean isPrintable(int codePoint) {
        if (codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
