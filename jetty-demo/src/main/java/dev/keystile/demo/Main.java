package dev.keystile.demo;

import dev.keystile.demo.command.Failures;
import dev.keystile.demo.command.GatewayCommand;
import dev.keystile.demo.command.KeysCommand;
import dev.keystile.demo.command.LoginCommand;
import dev.keystile.demo.command.ServeCommand;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code keystile-demo}: runs the demo service and manages keys. */
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
public final class Main {

    private static final Set<String> ABOUT = Set.of("-h", "--help", "-V", "--version");

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command; one that starts with an option is {@code serve}. */
    static int run(String... args) {
        Failures failures = new Failures();
        return new CommandLine(new Main())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .execute(withCommand(args));
    }

    private static String[] withCommand(String... args) {
        List<String> given = List.of(args);
        boolean serves = given.isEmpty() || (given.get(0).startsWith("-") && !ABOUT.contains(given.get(0)));
        return serves ? Stream.concat(Stream.of("serve"), given.stream()).toArray(String[]::new) : args;
    }
}
