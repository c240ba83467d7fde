package dev.keystile.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilePathTest {

    private static final List<String> OPEN_UMASK = List.of("sh", "-c", "umask 000 && exec \"$@\"", "sh");

    @TempDir
    private Path temp;

    @Test
    void everyFileThatH2MakesIsPrivateAlsoForAWhile() throws Exception {
        List<String> command = new ArrayList<>(OPEN_UMASK);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                UmaskProbe.class.getName(),
                temp.toString()));
        Process probe = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.lines())
                .as(said)
                .contains("rw-rw-rw- control")
                .hasSizeGreaterThan(4)
                .filteredOn(line -> !line.endsWith(" control"))
                .allMatch(line -> line.startsWith("rw------- "));
    }
}
