package dev.keystile.demo.command;

import dev.keystile.demo.control.Caller;
import dev.keystile.demo.database.DatabaseAddress;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.jdbc.Actor;
import dev.keystile.store.KeyStoreException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A command was typed in another process, and runs in the service that has the database open. */
final class ServiceContext implements CommandContext {

    private final Caller caller;
    private final DemoDatabase database;

    ServiceContext(Caller caller, DemoDatabase database) {
        this.caller = caller;
        this.database = database;
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

    @Override
    public Actor actor() {
        return CommandActor.of(caller.user());
    }

    /** The database of the service, whatever the caller calls its folder. */
    @Override
    public <T> T onDatabase(DatabaseAddress address, Work<T> work) throws KeyStoreException, CommandException {
        caller.check();
        return work.on(database);
    }

    @Override
    public <T> T onMigratedDatabase(DatabaseAddress address, Work<T> work) throws KeyStoreException, CommandException {
        return onDatabase(address, work);
    }

    @Override
    public void checkCaller() {
        caller.check();
    }
}
