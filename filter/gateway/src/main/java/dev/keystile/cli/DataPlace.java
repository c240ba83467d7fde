package dev.keystile.cli;

import dev.keystile.cli.internal.database.DataFolder;
import dev.keystile.store.KeyStoreException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options for the data of a command. A command with such a mixin is executed by the service that runs on the data
 * folder, unless it is an {@link OpensDatabase}.
 */
interface DataPlace {

    /** The data folder; null if the data are somewhere else. */
    @Nullable
    Path folder();

    /** Creates a data folder, or restricts it to its owner and warns about it. */
    static DataFolder prepare(Path folder, CommandContext context) throws KeyStoreException {
        return DataFolder.prepare(folder, context::warn);
    }

    /**
     * The data folder on which a service may execute the command; empty for a command that runs in the process of the
     * command line.
     */
    static Optional<Path> sharedFolder(ParseResult command) {
        CommandSpec spec = command.commandSpec();
        if (spec.userObject() instanceof OpensDatabase) {
            return Optional.empty();
        }
        return spec.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(DataPlace.class::isInstance)
                .map(place -> ((DataPlace) place).folder())
                .flatMap(Stream::ofNullable)
                .findFirst();
    }
}
