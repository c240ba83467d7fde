package dev.keystile.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Runs commands of {@code keystile} in this process, one after the other. Standard input holds for each command the
 * number of its arguments, as a byte, and the arguments; standard output gets the exit code, and what the command wrote
 * to standard output and to standard error, each behind its length. A command's own standard input is empty.
 */
public final class CommandLoop {

    private CommandLoop() {}

    /** Runs commands until there are no more. */
    public static void main(String[] args) throws IOException {
        DataInputStream commands = new DataInputStream(System.in);
        DataOutputStream outcomes = new DataOutputStream(System.out);
        PrintStream standardError = System.err;
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> e.printStackTrace(standardError));
        // The same for all commands: a logging handler keeps the stream that it found first.
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, Charset.defaultCharset()));
        System.setErr(new PrintStream(err, true, Charset.defaultCharset()));
        for (int count = commands.read(); count >= 0; count = commands.read()) {
            String[] arguments = new String[count];
            for (int i = 0; i < count; i++) {
                arguments[i] = commands.readUTF();
            }
            System.setIn(InputStream.nullInputStream());
            outcomes.writeInt(Main.program().run(arguments));
            write(out, outcomes);
            write(err, outcomes);
            outcomes.flush();
        }
    }

    private static void write(ByteArrayOutputStream written, DataOutputStream outcomes) throws IOException {
        outcomes.writeInt(written.size());
        written.writeTo(outcomes);
        written.reset();
    }
}
