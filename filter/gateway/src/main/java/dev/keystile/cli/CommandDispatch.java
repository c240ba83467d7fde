package dev.keystile.cli;

import dev.keystile.cli.internal.control.ControlClient;
import dev.keystile.cli.internal.control.ControlClient.Input;
import dev.keystile.cli.internal.control.ControlClient.Output;
import dev.keystile.cli.internal.database.DataFolder;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.DatabaseLock;
import dev.keystile.cli.internal.database.LockWait;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command where its database is open: in the service on its data folder, or else in this process. */
final class CommandDispatch implements IExecutionStrategy {

    private final CommandContext context;
    private final List<String> arguments;

    CommandDispatch(CommandContext context, List<String> arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    @Override
    public int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        ParseResult command = last(parsed);
        Optional<Path> folder = DataPlace.sharedFolder(command);
        if (folder.isEmpty()) {
            return new RunLast().execute(parsed);
        }
        try {
            return execute(parsed, command, folder.get());
        } catch (KeyStoreException | CommandException | IOException | IllegalArgumentException e) {
            throw new ExecutionException(command.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    static ParseResult last(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.subcommand() != null) {
            command = command.subcommand();
        }
        return command;
    }

    /**
     * Tries the socket of a service and the lock of the database in turn, because a service may start or end at any
     * moment.
     */
    private int execute(ParseResult parsed, ParseResult command, Path folder)
            throws KeyStoreException, CommandException, IOException {
        LockWait wait = LockWait.start();
        DataFolder prepared = null;
        do {
            try (ControlClient service = ControlClient.connect(folder)) {
                Integer code = service == null ? null : executeBy(service, command);
                if (code != null) {
                    return code;
                }
            }
            if (!DatabaseAddress.isInFolder(folder) && !DatabaseLock.isInFolder(folder)) {
                return new RunLast().execute(parsed);
            }
            if (prepared == null) {
                prepared = DataPlace.prepare(folder, context);
            }
            try (DatabaseLock lock =
                    DatabaseLock.tryAcquire(prepared, command.commandSpec().qualifiedName())) {
                if (lock != null) {
                    return new RunLast().execute(parsed);
                }
            }
        } while (wait.again(prepared));
        throw DatabaseLock.heldByAnother(prepared);
    }

    /** Creates the output file first: a command whose result cannot be written is not executed. */
    private @Nullable Integer executeBy(ControlClient service, ParseResult command)
            throws KeyStoreException, CommandException, IOException {
        OutputFile file = output(command);
        try (PrivateFile output = file == null ? null : PrivateFile.create(file)) {
            return service.execute(
                    arguments,
                    context.hasTerminal(),
                    inputs(command),
                    output == null ? Output.NONE : output::save,
                    context.out(),
                    context.err());
        }
    }

    private static @Nullable OutputFile output(ParseResult command) {
        for (ArgSpec argument : command.matchedArgs()) {
            if (argument.getValue() instanceof OutputFile file) {
                return file;
            }
        }
        return null;
    }

    /** The only files that the service can read of this process: those that the arguments name. */
    private static Map<String, Input> inputs(ParseResult command) {
        Map<String, Input> inputs = new HashMap<>();
        for (ArgSpec argument : command.matchedArgs()) {
            if (argument.getValue() instanceof InputFile file) {
                inputs.put(file.name(), file::open);
            }
        }
        if (command.commandSpec().userObject() instanceof ReadsStandardInput reader && reader.readsStandardInput()) {
            inputs.put(InputFile.STANDARD_INPUT.name(), InputFile.STANDARD_INPUT::open);
        }
        return inputs;
    }
}
