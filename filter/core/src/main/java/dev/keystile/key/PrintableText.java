package dev.keystile.key;

import java.util.HexFormat;

/**
 * Text of people in names and messages. Control and format characters (Unicode's Cc and Cf, the marks that turn the
 * direction of writing among them), line separators and halves of surrogate pairs can make a terminal, a log or a page
 * show something else than what is there. The two joiners, U+200C and U+200D, are allowed: words are spelled with them.
 */
public final class PrintableText {

    /** These two belong to the spelling of Persian and Indic words, and of emoji (RFC 5892, appendix A). */
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PrintableText() {}

    /** Whether the text has none of those characters. */
    public static boolean isPrintable(String text) {
        return text.codePoints().allMatch(PrintableText::isPrintable);
    }

    /**
     * The text itself.
     *
     * @param what what the message calls it, such as {@code the key's name}
     * @throws IllegalArgumentException if it has one of those characters; the message names the first
     */
    public static String require(String what, String text) {
        text.codePoints().filter(c -> !isPrintable(c)).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException(what + " must be printable text on one line, without U+"
                    + HEX.toHexDigits(c, Character.isBmpCodePoint(c) ? 4 : 5));
        });
        return text;
    }

    /** The text with each of those characters written as in Java: a backslash, {@code u} and four hexadecimal digits. */
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
