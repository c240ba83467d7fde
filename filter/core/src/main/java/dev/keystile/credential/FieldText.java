package dev.keystile.credential;

/** The parts of the value of a credential field: the optional white space around it, the scheme, and the token behind. */
final class FieldText {

    private FieldText() {}

    /** The index of the first character that is neither a space nor a tab. */
    static int start(String value) {
        int start = 0;
        while (start < value.length() && isWhiteSpace(value.charAt(start))) {
            start++;
        }
        return start;
    }

    /** The index behind the last character that is neither a space nor a tab; not less than {@code start}. */
    static int end(String value, int start) {
        int end = value.length();
        while (end > start && isWhiteSpace(value.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** The index behind the scheme, which begins at {@code start}. */
    static int schemeEnd(String value, int start, int end) {
        int space = value.indexOf(' ', start);
        return space < 0 || space > end ? end : space;
    }

    /** The index of the first character from {@code start} that is no space. */
    static int skipSpaces(String value, int start, int end) {
        int index = start;
        while (index < end && value.charAt(index) == ' ') {
            index++;
        }
        return index;
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
