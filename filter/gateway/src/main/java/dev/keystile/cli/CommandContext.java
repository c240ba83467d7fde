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
 * What a command has to do with the world: streams, files, the database, who gave it. A command uses these and nothing
 * else, such as {@link System#out}, so that it need not know whether it runs in the process in which it was typed or in
 * the service that has the database open.
 */
public interface CommandContext {

    /** The program whose command runs, for messages. */
    Program program();

    /** Standard output. */
    PrintStream out();

    /** Standard error. */
    PrintStream err();

    /** Says something on standard error, behind the name of the program. */
    default void warn(String message) {
        err().println(program().name() + ": " + message);
    }

    /** What text is printed in. */
    Charset charset();

    /** Whether somebody watches the output. */
    boolean hasTerminal();

    /** An input of the command, from its beginning. */
    InputStream open(InputFile file) throws CommandException;

    /** Makes a file of the command, which is empty. It must not be there yet, and only its owner can read it. */
    PrivateOutput create(OutputFile file) throws CommandException;

    /** Who gave the command, for the audit. */
    Actor actor();

    /** What is done with a database. */
    @FunctionalInterface
    interface Work<T> {
        /** Does it. */
        T on(KeyDatabase database) throws KeyStoreException, AdminException, CommandException;
    }

    /** Does something with a database whose tables are there. */
    <T> T onDatabase(DatabaseAddress address, Work<T> work) throws KeyStoreException, AdminException, CommandException;

    /** Does something with a database, whose tables are made first where they are not there. */
    <T> T onMigratedDatabase(DatabaseAddress address, Work<T> work)
            throws KeyStoreException, AdminException, CommandException;

    /**
     * Ends long work that nobody waits for any more.
     *
     * @throws RuntimeException if the process that gave the command has ended
     */
    void checkCaller();
}
