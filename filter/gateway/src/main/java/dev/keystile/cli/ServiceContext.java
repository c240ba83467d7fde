package dev.keystile.cli;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.cli.internal.control.Caller;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.store.KeyStoreException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The context of a command that another process sent to the service that has the database open. */
final class ServiceContext implements CommandContext {

    private final Caller caller;
    private final Program program;
    private final KeyDatabase database;

    ServiceContext(Caller caller, Program program, KeyDatabase database) {
        this.caller = caller;
        this.program = program;
        this.database = database;
    }

    @Override
    public Program program() {
        return program;
    }

    @Override
    public PrintStream out() {
        return caller.out();
    }

    @Override
    public PrintStream err() {
        return caller.err();
    }

    @Override
    public Charset charset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public boolean hasTerminal() {
        return caller.hasTerminal();
    }

    @Override
    public InputStream open(InputFile file) {
        return caller.open(file.name());
    }

    /** The command line makes the file before the command arrives here. */
    @Override
    public PrivateOutput create(OutputFile file) {
        return caller::save;
    }

    @Override
    public Actor actor() {
        return CommandActor.of(caller.user());
    }

    /** Uses the database of the service; the address is that of the caller for the same database. */
    @Override
    public <T> T onDatabase(DatabaseAddress address, DatabaseWork<T> work)
            throws KeyStoreException, AdminException, CommandException {
        caller.check();
        return work.on(database);
    }

    @Override
    public <T> T onMigratedDatabase(DatabaseAddress address, DatabaseWork<T> work)
            throws KeyStoreException, AdminException, CommandException {
        return onDatabase(address, work);
    }

    @Override
    public void checkCaller() {
        caller.check();
    }
}
