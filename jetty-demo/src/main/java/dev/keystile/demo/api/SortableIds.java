package dev.keystile.demo.api;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Generates identifiers that sort by the time of creation: a prefix, an underscore and 26 characters, of which 10 are the
 * time in milliseconds, 4 a counter within the millisecond, and the rest random. Safe for use by many threads.
 */
public final class SortableIds {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern ENDING = Pattern.compile("[0-9A-Z]{26}");

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private long lastMillis;
    private int counter;

    /** A generator with a counter of its own. */
    public SortableIds(InstantSource clock) {
        this.clock = clock;
    }

    /** A new identifier, greater than all before it from this generator, also if the clock is put back. */
    public synchronized String next(String prefix) {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            counter = 0;
        } else if (++counter == 1 << 20) {
            lastMillis++;
            counter = 0;
        }
        return prefix + '_' + digits(lastMillis, 10) + digits(counter, 4) + digits(random.nextLong() >>> 4, 12);
    }

    /** Whether the text has the form of an identifier with this prefix. */
    public static boolean isId(String text, String prefix) {
        return text.startsWith(prefix + '_')
                && ENDING.matcher(text.substring(prefix.length() + 1)).matches();
    }

    private static String digits(long number, int width) {
        StringBuilder text = new StringBuilder(width);
        for (int shift = 5 * (width - 1); shift >= 0; shift -= 5) {
            text.append(DIGITS.charAt((int) (number >>> shift) & 31));
        }
        return text.toString();
    }
}
