package dev.keystile.cli;

import dev.keystile.yaml.NameSuggestion;
import java.util.Comparator;
import java.util.Set;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes an error in the arguments of a command, without values that may be keys or passwords. */
final class ArgumentProblem {

    private ArgumentProblem() {}

    static String describe(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched.isUnknownOption() ? unknownOption(unmatched) : tooMany(unmatched);
        }
        if (e instanceof MaxValuesExceededException || e instanceof OverwrittenOptionException) {
            return "an option is given more than once; give each once";
        }
        String message = String.valueOf(e.getMessage());
        if (e instanceof MissingParameterException) {
            return message.split(" but found ", 2)[0];
        }
        if (e.getArgSpec() instanceof OptionSpec option) {
            if (option.typeInfo().isBoolean()) {
                return "'" + option.longestName() + "' takes no value";
            }
            if (option.typeInfo().isMap()) {
                return "'" + option.longestName() + "' takes " + option.paramLabel() + ", such as region=eu";
            }
        }
        return message;
    }

    private static String unknownOption(UnmatchedArgumentException e) {
        String name = optionName(e.getUnmatched().get(0));
        Set<String> known = e.getCommandLine().getCommandSpec().optionsMap().keySet();
        return "Unknown option: '" + withoutAttachedValue(name, known) + "'"
                + NameSuggestion.nearest(name, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }

    /** A value may stand right behind the name of an option. */
    private static String withoutAttachedValue(String name, Set<String> known) {
        return known.stream()
                .filter(option -> option.startsWith("--") && name.startsWith(option))
                .max(Comparator.comparingInt(String::length))
                .map(option -> option + "…")
                .orElse(name);
    }

    /** Without what stands behind the name: {@code --name=value}, or {@code -nvalue}. */
    private static String optionName(String argument) {
        String name = argument.split("[^A-Za-z-]", 2)[0];
        return name.startsWith("--") || name.length() <= 2 ? name : name.substring(0, 2) + "…";
    }

    private static String tooMany(UnmatchedArgumentException e) {
        String hint = e.getCommandLine().getCommandName().equals("hash") ? "; the key is read from standard input" : "";
        return e.getUnmatched().size() + " argument too many" + hint;
    }
}
