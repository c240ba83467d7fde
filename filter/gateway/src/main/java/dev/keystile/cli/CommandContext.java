package dev.keystile.cli;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.store.KeyStoreException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * The environment of a command: streams, files, the database and the user. A command uses its context and never
 * {@link System#out} or the like, so that it can run in the process of the command line or in the service that has the
 * database open.
 */
public interface CommandContext {

    /** The program of the command, for messages. */
    Program program();

    /** Standard output. */
    PrintStream out();

    /** Standard error. */
    PrintStream err();

    /** Prints a message to standard error, after the name of the program. */
    default void warn(String message) {
        err().println(program().name() + ": " + message);
    }

    /** The charset of the output. */
    Charset charset();

    /** Whether the output is a terminal. */
    boolean hasTerminal();

    /** An input of the command, from its beginning. */
    InputStream open(InputFile file) throws CommandException;

    /** Creates an empty file, which only its owner can read. The file must not exist. */
    PrivateOutput create(OutputFile file) throws CommandException;

    /** The user who runs the command, for the audit. */
    Actor actor();

    /** The work of a command on a database. */
    @FunctionalInterface
    interface DatabaseWork<T> {
        /** Does the work. */
        T on(KeyDatabase database) throws KeyStoreException, AdminException, CommandException;
    }

    /** Runs work on a database that has its tables. */
    <T> T onDatabase(DatabaseAddress address, DatabaseWork<T> work)
            throws KeyStoreException, AdminException, CommandException;

    /** Runs work on a database, after its tables are created or migrated. */
    <T> T onMigratedDatabase(DatabaseAddress address, DatabaseWork<T> work)
            throws KeyStoreException, AdminException, CommandException;

    /**
     * Throws if the caller of the command is gone, so that long work ends.
     *
     * @throws RuntimeException if the process that gave the command has ended
     */
    void checkCaller();
}
