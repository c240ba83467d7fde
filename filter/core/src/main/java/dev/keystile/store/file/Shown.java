package dev.keystile.store.file;

import dev.keystile.key.PrintableText;

/** What a message may show of text that somebody wrote: on one line, not too long, and never a key. */
final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /** The text between apostrophes, cut short where a key begins. */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            if (i == LONGEST) {
                return shown.append("…'").toString();
            }
            char c = text.charAt(i);
            if (text.startsWith("k_", i) && i > 0 && (text.charAt(i - 1) == 's' || text.charAt(i - 1) == 'p')) {
                return shown.append("k_…'").toString();
            }
            boolean hidden = !Character.isSurrogate(c) && !PrintableText.isPrintable(String.valueOf(c));
            shown.append(hidden ? ' ' : c);
        }
        return shown.append('\'').toString();
    }
}
