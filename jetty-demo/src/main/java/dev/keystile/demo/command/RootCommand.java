package dev.keystile.demo.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code keystile-demo}, which has all other commands below it. */
@Command(
        name = "keystile-demo",
        description = "A service behind Keystile, and the keys that open it.",
        subcommands = {
            ServeCommand.class,
            KeysCommand.class,
            LoginCommand.class,
            GatewayCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT)
public final class RootCommand {

    private static final Set<String> ABOUT = Set.of("-h", "--help", "-V", "--version");

    private RootCommand() {}

    /**
     * Runs a command of this process's command line; one that starts with an option is {@code serve}.
     *
     * @return the exit code
     */
    public static int run(String... args) {
        CommandContext context = new LocalContext();
        List<String> arguments = withCommand(List.of(args));
        return commandLine(context)
                .setExecutionStrategy(new CommandDispatch(context, arguments))
                .execute(arguments.toArray(String[]::new));
    }

    /** All commands, with what a context gives them. */
    static CommandLine commandLine(CommandContext context) {
        Failures failures = new Failures();
        return new CommandLine(new RootCommand(), new ContextFactory(context))
                .setOut(new PrintWriter(context.out(), true, context.charset()))
                .setErr(new PrintWriter(context.err(), true, context.charset()))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private static List<String> withCommand(List<String> given) {
        boolean serves = given.isEmpty() || (given.get(0).startsWith("-") && !ABOUT.contains(given.get(0)));
        return serves ? Stream.concat(Stream.of("serve"), given.stream()).toList() : given;
    }
}
