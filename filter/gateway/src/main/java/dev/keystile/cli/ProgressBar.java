package dev.keystile.cli;

import java.io.PrintStream;

/** Shows the progress of long work on a terminal; prints nothing if the output is not a terminal. */
final class ProgressBar {

    private static final int WIDTH = 40;
    private static final int SHORT_WORK = 5_000;

    private final PrintStream out;
    private final int all;
    private final boolean visible;

    /** @param watched whether there is a terminal */
    ProgressBar(PrintStream out, int all, boolean watched) {
        this.out = out;
        this.all = all;
        visible = watched && all > SHORT_WORK;
    }

    void show(int done) {
        if (visible) {
            int full = (int) ((long) WIDTH * done / all);
            out.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + done + " of " + all);
            out.print(done == all ? "\n" : "");
            out.flush();
        }
    }
}
