package dev.keystile.benchmark;

import java.util.Arrays;
import java.util.Locale;

/** How long something took, many times. */
final class Times {

    private final long[] nanos;
    private int count;

    Times(int most) {
        nanos = new long[most];
    }

    void add(long time) {
        nanos[count++] = time;
    }

    /** Median, 99th percentile and longest, in milliseconds, as cells of a table. */
    String cells() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return cell(sorted[count / 2]) + cell(sorted[Math.min(count - 1, count * 99 / 100)]) + cell(sorted[count - 1]);
    }

    private static String cell(long time) {
        return String.format(Locale.ROOT, " %.2f |", time / 1e6);
    }
}
