package dev.keystile.cli.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.store.KeyStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateFilePathTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:/a/keys, jdbc:h2:private:/a/keys;TRACE_LEVEL_FILE=0",
        "jdbc:h2:file:/a/keys, jdbc:h2:private:/a/keys;TRACE_LEVEL_FILE=0",
        "jdbc:h2:./keys;WRITE_DELAY=0, jdbc:h2:private:./keys;TRACE_LEVEL_FILE=0;WRITE_DELAY=0",
        "jdbc:h2:~/keys;trace_level_file=1, jdbc:h2:private:~/keys;trace_level_file=1"
    })
    void aDatabaseInAFileIsOpenedInThisFileSystem(String url, String opened) {
        assertThat(PrivateFilePath.inUrl(url)).isEqualTo(opened);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:keys",
                "jdbc:h2:tcp://db.example.com/keys",
                "jdbc:h2:ssl://db.example.com/keys",
                "jdbc:postgresql://db.example.com/keys"
            })
    void anyOtherUrlStays(String url) {
        assertThat(PrivateFilePath.inUrl(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:nio:/a/keys",
                "jdbc:h2:file:nio:/a/keys",
                "jdbc:h2:split:30:/a/keys;WRITE_DELAY=0",
                "jdbc:h2:zip:/a/keys.zip!/keys",
                "jdbc:h2:unknown:/a/keys"
            })
    void aDatabaseInAnotherFileSystemIsRefused(String url) {
        assertThatThrownBy(() -> DatabaseAddress.at(url, "sa", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the database must be a file, such as jdbc:h2:file:/var/lib/keystile/keys, in memory, or on"
                        + " a server");
    }

    @Test
    void anErrorShowsTheUrlAsItWasGiven() {
        String url = "jdbc:h2:file:" + folder.resolve("none");

        assertThatThrownBy(() ->
                        KeyDatabase.open(DatabaseAddress.at(url + ";IFEXISTS=TRUE", "sa", null), OtherTables.NONE))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageStartingWith(
                        "cannot connect to " + url + ": Database \"" + folder.resolve("none") + "\" not found");
    }

    @Test
    void filesOfTheDatabaseArePrivate() throws Exception {
        try (KeyDatabase ignored = KeyDatabase.openAndMigrate(
                DatabaseAddress.at("jdbc:h2:" + folder.resolve("keys"), "sa", null), OtherTables.NONE)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> made = files.toList();
                assertThat(made).isNotEmpty();
                for (Path file : made) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------");
                }
            }
        }
    }
}
