package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.cli.internal.database.OtherTables;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bogus                                                      | 2 | Unknown option: '--bogus'",
                "--databse-url=jdbc:h2:mem:hunter2 | 2 | Unknown option: '--databse-url'; did you mean --database-url?",
                "--port 70000                                                 | 2 | --port must be 0 to 65535",
                "--port x                                                     | 2 | Invalid value for option '--port'",
                "--sign-up everybody | 2 | --sign-up must be local, open or closed, not 'everybody'",
                "--routes none.yaml                                           | 1 | there is no configuration file",
                "--routes wrong.yaml                                          | 1 | wrong.yaml:1: routes.access is 'open'",
                "--port 0 --credentials-file none/c.json                      | 1 | cannot write the credentials file",
                "--port 0 --data-dir wrong.yaml                               | 1 | cannot make the folder wrong.yaml",
                "--port 0 --data-dir broken                                   | 1 | keys.yaml:1",
                "keys list                                                    | 1 | keystile-data: start 'serve' once, or name",
                "login                                                        | 1 | keystile-data: start 'serve' once, or name",
                "keys bogus                                                   | 2 | see 'keystile-demo keys --help'",
                "--port 0 --database-url jdbc:h2:./x;AUTO_SERVER=TRUE         | 2 | Leave it out: one process opens an embedded",
                "--port 0 --database-url jdbc:postgresql://127.0.0.1:1/keys   | 1 | cannot connect to jdbc:postgresql://127.0.0.1:1/keys: "
            })
    void anErrorIsOneLineAndACode(String args, int code, String message) throws Exception {
        Files.writeString(folder.resolve("wrong.yaml"), "routes: [{path: /a, access: open}]");
        Files.createDirectory(folder.resolve("broken"));
        Files.writeString(folder.resolve("broken/keys.yaml"), "keys: 7\n");
        DemoProcess demo = DemoProcess.runWithInput(folder, "", args.split(" "));
        assertThat(demo.err()).startsWith("keystile-demo: ").contains(message).matches("[^\n]+\n");
        assertThat(demo.waitFor()).isEqualTo(code);
        assertThat(demo.out()).isEmpty();
        assertThat(demo.err()).doesNotContain("hunter2");
        assertThat(folder.resolve("keystile-data")).doesNotExist();
    }

    @Test
    void aDatabaseThatOnlyKeysImportMadeHasNoLogin() throws Exception {
        Path data = folder.resolve("keystile-data");
        Files.createDirectory(data);
        KeyDatabase.openAndMigrate(DatabaseAddress.inFolder(data), OtherTables.NONE)
                .close();

        DemoProcess login = DemoProcess.run(folder, "login");

        assertThat(login.waitFor()).isEqualTo(1);
        assertThat(login.err()).endsWith("no service was started on this database: start 'serve'\n");
        assertThat(login.out()).isEmpty();
    }

    @Test
    void aTakenPortLeavesNothingBehind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            DemoProcess demo = DemoProcess.run(folder, "serve", "--port", "" + taken.getLocalPort());
            assertThat(demo.err()).matches("keystile-demo: cannot listen on port \\d+: [^\n]+\n");
            assertThat(demo.waitFor()).isEqualTo(1);
            assertThat(folder.resolve("keystile-data")).doesNotExist();
        }
    }
}
