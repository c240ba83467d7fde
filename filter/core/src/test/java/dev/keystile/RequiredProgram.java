package dev.keystile;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A program of the machine without which a test is skipped; in continuous integration, with {@code CI=true}, it fails. */
public final class RequiredProgram {

    /** Where Debian keeps servers, whoever runs the tests. */
    private static final String SERVERS = "/usr/sbin";

    private RequiredProgram() {}

    /** @param users what needs it, such as "the browser tests" */
    public static Path find(String name, String users) {
        Optional<Path> program = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH") + File.pathSeparator + SERVERS)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        String missing = name + " is not on the PATH: " + users + " need it";
        assertTrue(program.isPresent() || !"true".equals(System.getenv("CI")), missing);
        assumeTrue(program.isPresent(), missing);
        return program.orElseThrow();
    }
}
