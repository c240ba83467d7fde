package dev.keystile.containers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The suite's own classes, copied to where a container's class loader finds them. */
final class SuiteClasses {

    private static final String PACKAGE = "dev/keystile/containers/";

    private SuiteClasses() {}

    /** Copies a package below the suite's own, from the folder or the jar that this class is in. */
    static void copy(String name, Path root) throws IOException {
        Path source = Path.of(URI.create(SuiteClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        if (Files.isDirectory(source)) {
            copyFiles(source.resolve(PACKAGE + name), root.resolve(PACKAGE + name));
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(source, Map.of())) {
            copyFiles(jar.getPath(PACKAGE + name), root.resolve(PACKAGE + name));
        }
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
