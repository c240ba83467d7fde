package dev.keystile.demo.command;

import dev.keystile.key.KeyGenerator;
import dev.keystile.store.KeyRegistry;
import dev.keystile.store.file.FileKeyRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which key file a command works on. */
final class KeyFileOption {

    static final Path DATA_DIR = Path.of("keystile-data");

    @ArgGroup
    private @Nullable Place place;

    private static final class Place {
        @Option(names = "--file", paramLabel = "FILE", description = "the key file")
        private @Nullable Path file;

        @Option(
                names = "--data-dir",
                paramLabel = "FOLDER",
                description = "the folder of 'serve', whose keys.yaml is meant. Default: keystile-data")
        private @Nullable Path dataDir;
    }

    static Path inFolder(Path dataDir) {
        return dataDir.resolve("keys.yaml");
    }

    static KeyRegistry registry(Path file) {
        return new FileKeyRegistry(file, new KeyGenerator(), InstantSource.system());
    }

    KeyRegistry registry() {
        if (place != null && place.file != null) {
            return registry(place.file);
        }
        return registry(inFolder(place == null || place.dataDir == null ? DATA_DIR : place.dataDir));
    }
}
