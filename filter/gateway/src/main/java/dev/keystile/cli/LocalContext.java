package dev.keystile.cli;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The context of a command that runs in the process of the command line. */
final class LocalContext implements CommandContext {

    private final Program program;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    LocalContext(Program program) {
        this.program = program;
    }

    @Override
    public Program program() {
        return program;
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public Charset charset() {
        return Charset.defaultCharset();
    }

    @Override
    @SuppressWarnings("SystemConsoleNull")
    public boolean hasTerminal() {
        return System.console() != null;
    }

    @Override
    public InputStream open(InputFile file) throws CommandException {
        try {
            return file.open();
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    "there is no key file " + Path.of(file.name()).toAbsolutePath());
        } catch (IOException e) {
            throw new CommandException("cannot read " + file.name() + ": " + InputFile.reason(e));
        }
    }

    @Override
    public PrivateOutput create(OutputFile file) throws CommandException {
        return PrivateFile.create(file);
    }

    @Override
    public Actor actor() {
        return CommandActor.of(System.getProperty("user.name", "unknown"));
    }

    @Override
    public <T> T onDatabase(DatabaseAddress address, DatabaseWork<T> work)
            throws KeyStoreException, AdminException, CommandException {
        Path folder = address.folder();
        if (folder != null && !DatabaseAddress.isInFolder(folder)) {
            throw new CommandException("there are no keys in the folder " + folder + ": " + firstStep()
                    + " once, or name another place with --data-dir, --file or --database-url");
        }
        try (KeyDatabase database = KeyDatabase.open(address, program.tables())) {
            return work.on(database);
        }
    }

    private String firstStep() {
        String command = program.defaultCommand();
        return command == null ? "run 'keys import'" : "start '" + command + "'";
    }

    @Override
    public <T> T onMigratedDatabase(DatabaseAddress address, DatabaseWork<T> work)
            throws KeyStoreException, AdminException, CommandException {
        try (KeyDatabase database = KeyDatabase.openAndMigrate(address, program.tables())) {
            return work.on(database);
        }
    }

    @Override
    public void checkCaller() {}
}
