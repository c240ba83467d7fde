package dev.keystile.demo.command;

import dev.keystile.demo.control.Caller;
import dev.keystile.demo.control.ControlServer.Commands;
import dev.keystile.demo.database.DemoDatabase;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Executes commands that were typed in other processes, on the open database of a service. */
final class ServiceCommands implements Commands {

    private final DemoDatabase database;

    ServiceCommands(DemoDatabase database) {
        this.database = database;
    }

    @Override
    public int execute(List<String> arguments, Caller caller) {
        CommandContext context = new ServiceContext(caller, database);
        return RootCommand.commandLine(context)
                .setExecutionStrategy(parsed -> execute(parsed, context))
                .execute(arguments.toArray(String[]::new));
    }

    /** A client asks for no other command; one that does must not make the service open what the client could not. */
    private static int execute(ParseResult parsed, CommandContext context) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (DataPlace.sharedFolder(CommandDispatch.last(parsed)).isEmpty()) {
            context.err()
                    .println("keystile-demo: a running service does not execute this command: it works on other"
                            + " data than the service's, or opens them itself");
            return ExitCode.USAGE;
        }
        return new RunLast().execute(parsed);
    }
}
