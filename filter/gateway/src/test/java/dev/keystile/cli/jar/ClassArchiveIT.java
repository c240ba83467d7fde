package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveIT {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    /** A program that ends with the exit code in its argument. */
    static final class ExitCode {

        private ExitCode() {}

        public static void main(String[] arguments) {
            System.exit(Integer.parseInt(arguments[0]));
        }
    }

    @Test
    void theArchiveIsAllThatIsLeft() throws Exception {
        Path jar = jar("target");

        makeOnce(jar, "0");

        assertThat(errors()).isEmpty();
        assertThat(ClassArchive.of(jar)).isNotEmptyFile();
        assertThat(made(jar)).doesNotExist();
    }

    @Test
    void aCommandThatFailsIsReportedAndLeavesNone() throws Exception {
        Path jar = jar("target");

        makeOnce(jar, "3");

        assertThat(errors())
                .startsWith("no archive of the classes of " + jar + ": ")
                .contains("exit code 3: ");
        assertThat(ClassArchive.of(jar)).doesNotExist();
        assertThat(made(jar)).doesNotExist();
    }

    @Test
    void aFolderInWhichNothingCanBeMadeIsReported() throws Exception {
        Path jar = jar("target");
        Files.createDirectory(Path.of(ClassArchive.of(jar) + ".lock"));

        makeOnce(jar, "0");

        assertThat(errors()).startsWith("no archive of the classes of " + jar + ": ");
    }

    @Test
    void nothingIsMadeBesideAJarThatIsNotOfTheBuild() throws Exception {
        Path jar = jar("downloads");

        makeOnce(jar, "0");

        assertThat(errors()).isEmpty();
        assertThat(jar.getParent()).isDirectoryNotContaining(file -> !file.equals(jar));
    }

    /** Otherwise the archive would hold the classes of an error alone. */
    @Test
    void theCommandForTheArchiveOfKeystileSucceeds() throws Exception {
        KeystileProcess keystile = KeystileProcess.run(folder, KeystileProcess.typicalCommand());

        assertThat(keystile.waitFor()).as(keystile.err()).isZero();
    }

    private void makeOnce(Path jar, String... command) {
        ClassArchive.makeOnce(new PrintStream(errors, true, StandardCharsets.UTF_8), jar, command);
    }

    private String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    private static Path made(Path jar) {
        return Path.of(ClassArchive.of(jar) + ".made");
    }

    private Path jar(String parent) throws IOException {
        Path jar = Files.createDirectory(folder.resolve(parent)).resolve("exit.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ExitCode.class.getName());
        String program = ExitCode.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream bytes = ExitCode.class.getResourceAsStream('/' + program)) {
            out.putNextEntry(new JarEntry(program));
            bytes.transferTo(out);
        }
        return jar;
    }
}
