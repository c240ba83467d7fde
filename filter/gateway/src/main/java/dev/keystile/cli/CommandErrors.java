package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.PrintableText;
import dev.keystile.setting.ConfigException;
import dev.keystile.store.KeyStoreException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints the error of a command as one line of standard error. The exit code is 1 for a failure and 2 for wrong usage. */
final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CommandErrors.class);

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        tell(
                command,
                ArgumentProblem.describe(e) + "; see '"
                        + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        if (e instanceof UsageException || e instanceof InvalidException) {
            tell(command, e.getMessage());
            return ExitCode.USAGE;
        }
        if (isExpected(e)) {
            tell(command, e.getMessage());
        } else {
            LOG.debug("{} failed", command.getCommandName(), e);
            tell(command, "unexpected: " + e);
        }
        return ExitCode.SOFTWARE;
    }

    private static boolean isExpected(Exception e) {
        return e instanceof CommandException
                || e instanceof AdminException
                || e instanceof KeyStoreException
                || e instanceof ConfigException
                || e instanceof IllegalArgumentException;
    }

    private static void tell(CommandLine command, @Nullable String message) {
        PrintWriter err = command.getErr();
        String line = String.valueOf(message).replaceAll("\\s*\\R\\s*", " ");
        err.println(command.getCommandSpec().root().name() + ": " + PrintableText.escape(line));
        err.flush();
    }
}
