package dev.keystile.cli;

import dev.keystile.cli.internal.control.Caller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A caller in this process. */
final class FakeCaller implements Caller {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    String input = "";
    int checksUntilGone = Integer.MAX_VALUE;

    @Nullable
    String opened;

    @Nullable
    String saved;

    @Override
    public String user() {
        return "anna";
    }

    @Override
    public boolean hasTerminal() {
        return false;
    }

    @Override
    public PrintStream out() {
        return outStream;
    }

    @Override
    public PrintStream err() {
        return errStream;
    }

    @Override
    public InputStream open(String name) {
        opened = name;
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void save(String text) {
        saved = text;
    }

    @Override
    public void check() {
        if (checksUntilGone-- <= 0) {
            throw new CallerGoneException(new EOFException("gone"));
        }
    }
}
