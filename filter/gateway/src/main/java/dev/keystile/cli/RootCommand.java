package dev.keystile.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** A program itself, which has all its commands below it. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class, scope = CommandLine.ScopeType.INHERIT)
final class RootCommand {

    private static final Set<String> ABOUT = Set.of("-h", "--help", "-V", "--version");

    private RootCommand() {}

    /**
     * Runs a command of this process's command line.
     *
     * @return the exit code
     */
    static int run(Program program, String... args) {
        CommandContext context = new LocalContext(program);
        List<String> arguments = withCommand(List.of(args), program);
        return commandLine(context)
                .setExecutionStrategy(new CommandDispatch(context, arguments))
                .execute(arguments.toArray(String[]::new));
    }

    /** All commands, with what a context gives them. */
    static CommandLine commandLine(CommandContext context) {
        Program program = context.program();
        CommandLine root =
                new CommandLine(new RootCommand(), new ContextFactory(context)).setCommandName(program.name());
        root.getCommandSpec().usageMessage().description(program.description());
        program.commands().forEach(root::addSubcommand);
        CommandErrors failures = new CommandErrors();
        return root.addSubcommand(HelpCommand.class)
                .setOut(new PrintWriter(context.out(), true, context.charset()))
                .setErr(new PrintWriter(context.err(), true, context.charset()))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /** What starts with an option, or is empty, goes to the default command, if there is one. */
    private static List<String> withCommand(List<String> given, Program program) {
        String command = program.defaultCommand();
        boolean named = !given.isEmpty() && (!given.get(0).startsWith("-") || ABOUT.contains(given.get(0)));
        return named || command == null
                ? given
                : Stream.concat(Stream.of(command), given.stream()).toList();
    }
}
