package dev.keystile.cli;

import dev.keystile.cli.internal.control.Caller;
import dev.keystile.cli.internal.control.ControlServer.Commands;
import dev.keystile.cli.internal.database.KeyDatabase;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Executes commands that were typed in other processes, on the open database of a service. */
public final class ServiceCommands implements Commands {

    private final Program program;
    private final KeyDatabase database;

    /** The commands of a program, which is the service's own. */
    public ServiceCommands(Program program, KeyDatabase database) {
        this.program = program;
        this.database = database;
    }

    @Override
    public int execute(List<String> arguments, Caller caller) {
        CommandContext context = new ServiceContext(caller, program, database);
        return RootCommand.commandLine(context)
                .setExecutionStrategy(parsed -> execute(parsed, context))
                .execute(arguments.toArray(String[]::new));
    }

    /**
     * Refuses other commands: the command line does not send them, and another client must not make the service open
     * files.
     */
    private static int execute(ParseResult parsed, CommandContext context) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (DataPlace.sharedFolder(CommandDispatch.last(parsed)).isEmpty()) {
            context.warn(
                    "a running service does not execute this command: it works on other data than the service's, or"
                            + " opens them itself");
            return ExitCode.USAGE;
        }
        return new RunLast().execute(parsed);
    }
}
