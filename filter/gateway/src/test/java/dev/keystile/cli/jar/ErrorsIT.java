package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsIT {

    @TempDir
    private static Path folder;

    private static KeystileCommands commands;

    @BeforeAll
    static void start() throws Exception {
        new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start().waitFor();
        commands = KeystileCommands.start(folder);
    }

    @AfterAll
    static void stop() {
        commands.close();
    }

    @BeforeEach
    void keyFile() throws Exception {
        Files.writeString(folder.resolve("k.yaml"), "environments: [{id: demo, name: D, project-id: p}]\nkeys: []\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys list --database-pasword=hunter2 | 2 | Unknown option: '--database-pasword'; did you mean --database-password?",
                "keys list --database-pasword hunter2 | 2 | Unknown option: '--database-pasword'; did you mean --database-password?",
                "keys list -phunter2 | 2 | Unknown option: '-p…'",
                "keys list --json=hunter2 | 2 | takes no value",
                "keys list --database-url jdbc:h2:mem:x --database-password --json=hunter2 | 2 | Expected parameter for option '--database-password'; see",
                "keys list --database-url jdbc:h2:mem:x --database-password a --database-password hunter2 | 2 | given more than once",
                "keys list --database-url jdbc:postgresql://anna:hunter2@127.0.0.1/keys | 1 | cannot use jdbc:postgresql://127.0.0.1/keys: a user",
                "keys list --file fifo | 1 | fifo is a FIFO, a device or a socket; it must be a regular file",
                "keys revoke key_x --file fifo | 1 | fifo is a FIFO, a device or a socket; it must be a regular file",
                "keys import --file . | 1 | is a folder; it must be a regular file",
                "keys import --file fifo | 1 | is a FIFO, a device or a socket; it must be a regular file",
                "keys list --database-passwordhunter2 | 2 | Unknown option: '--database-password…'; did you mean --database-password?",
                "keys revoke sk_demo_abc --file k.yaml | 1 | there is no key with id 'sk_…'",
                "keys issue --file k.yaml --environment sk_demo_abc --type secret --name a | 1 | there is no environment 'sk_…'",
                "gateway --config fifo --check | 1 | fifo is a FIFO, a device or a socket; it must be a regular file",
                "gateway --config /dev/zero --check | 1 | /dev/zero is a FIFO, a device or a socket; it must be a regular file",
                "keys list --file /dev/zero | 1 | the key file /dev/zero is a FIFO, a device or a socket",
                "keys issue --file k.yaml --environment demo --type secret --name a\u202eb | 2 | the key's name must be printable text on one line, without U+202E",
                "keys revoke a\u001b[2J\u202e --file k.yaml | 1 | there is no key with id 'a [2J",
                "schema                                                       | 2 | Missing required parameter: 'FILE'",
                "schema keys                                                  | 2 | FILE must be keystile or gateway",
                "--bogus                                                      | 2 | Unknown option: '--bogus'",
                "serve                                                        | 2 | 1 argument too many",
                "keys                                                         | 2 | needs a command",
                "keys bogus                                                   | 2 | 1 argument too many",
                "keys hash sk_demo_x                                          | 2 | the key is read from standard input",
                "keys issue --file k.yaml --environment demo --type publishable --name n --scope s | 2 | scopes are for secret keys",
                "keys issue --file k.yaml --environment demo --type secret --name n --origin https://a.example | 2 | origins are for publishable keys",
                "keys issue --file k.yaml --environment demo --type publishable --name n --network ::1 | 2 | networks are for secret keys",
                "keys issue --file k.yaml --environment demo --type secret --name n --network 10.0.0.1/8 | 2 | network '10.0.0.1/8' must be an IP address",
                "keys issue --file k.yaml --environment demo --type secret --name n --key-out k.yaml | 1 | k.yaml is there already",
                "keys issue --file k.yaml --environment demo --type secret --name n --key-out a/b | 1 | there is no folder for a/b",
                "keys adopt --file k.yaml --environment demo --type secret --name n | 1 | standard input holds no key",
                "keys adopt --file k.yaml --environment demo --type secret --name n --sha256 abc | 2 | --sha256 must be the 64 hexadecimal digits",
                "keys list --file k.yaml --limit 0 | 2 | the limit must be 1 to 1000, not 0",
                "keys list --file k.yaml --limit x | 2 | Invalid value for option '--limit'",
                "keys list --file k.yaml --after x | 2 | the cursor is none that a list ended with",
                "keys list --file k.yaml --state ended | 2 | --state must be active, expired or revoked, not 'ended'",
                "keys list --file k.yaml --type x | 2 | the type must be publishable or secret, not 'x'",
                "keys revoke key_x key_y --file k.yaml | 1 | there is no key with id 'key_x'",
                "keys issue --type secret                                     | 2 | Missing required options",
                "keys issue --environment a --type x --name n                 | 2 | the type must be publishable or secret, not 'x'",
                "keys issue --environment a --type secret --name n --expires-in 9y | 2 | --expires-in",
                "keys issue --environment a --type secret --name n --expires-in 0d | 2 | --expires-in",
                "keys issue --file k.yaml --environment demo --type secret --name n --scope a\\b | 2 | scope 'a\\b' must be",
                "keys issue --file k.yaml --environment a --type secret --name n | 1 | there is no environment 'a'",
                "keys list                                                    | 1 | there are no keys in the folder keystile-data",
                "keys list --file none.yaml                                   | 1 | none.yaml: make one that says {environments: ",
                "keys list --database-url x                                   | 2 | --database-url must begin with jdbc:",
                "keys list --database-url jdbc:h2:./x;Auto_Server=TRUE        | 2 | --database-url has AUTO_SERVER, with which H2",
                "keys list --database-url jdbc:h2:./x;AUTO\\_SERVER=TRUE      | 2 | --database-url has AUTO_SERVER, with which H2",
                "keys list --database-url jdbc:h2:zip:x.zip!/x                | 2 | --database-url is a database that H2 cannot write",
                "keys list --database-url jdbc:h2:split:./x                   | 2 | --database-url is refused: the database must be a file, such as jdbc:h2:file:",
                "keys list --database-url jdbc:h2:./x;IFEXISTS                | 2 | --database-url has a setting of H2 without a value",
                "keys list --database-url jdbc:postgresql://127.0.0.1:99999/x | 1 | a port from 1 to 65535",
                "keys list --database-url jdbc:bogus:x                        | 1 | cannot use jdbc:bogus:x",
                "keys edit key_x                                              | 2 | needs something to change",
                "keys import --file none.yaml                                 | 1 | there is no key file",
                "keys list --file a --data-dir b                              | 2 | mutually exclusive",
                "keys roll key_x --file k.yaml --grace 1h                     | 1 | there is no key with id 'key_x'",
                "keys roll key_x --file k.yaml                                | 2 | Missing required option: '--grace",
                "keys revoke --file k.yaml                                    | 2 | needs the ids of keys, or --account for all keys of an account",
                "keys revoke key_x --file k.yaml                              | 1 | there is no key with id 'key_x'",
                "keys hash                                                    | 1 | holds no key"
            })
    void anErrorIsOneLineAndACode(String args, int code, String message) throws Exception {
        KeystileCommands.Outcome outcome = commands.run(args.split(" "));

        assertError(outcome, code, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys list --database-pasword=hunter2 | 2 | Unknown option: '--database-pasword'; did you mean --database-password?",
                "keys revoke sk_demo_abc --file k.yaml | 1 | there is no key with id 'sk_…'",
                "keys issue --file k.yaml --environment demo --type secret --name a\u202eb | 2 | the key's name must be printable text on one line, without U+202E",
                "gateway --config fifo --check | 1 | fifo is a FIFO, a device or a socket; it must be a regular file",
                "keys list --database-url jdbc:postgresql://127.0.0.1:1/keys?password=secret | 1 | cannot connect to jdbc:postgresql://127.0.0.1:1/keys: ",
                "keys hash                                                    | 1 | holds no key"
            })
    void anErrorIsTheSameFromAProcessOfItsOwn(String args, int code, String message) throws Exception {
        KeystileProcess keystile = KeystileProcess.runWithInput(folder, "", args.split(" "));

        assertError(new KeystileCommands.Outcome(keystile.waitFor(), keystile.out(), keystile.err()), code, message);
    }

    private static void assertError(KeystileCommands.Outcome outcome, int code, String message) {
        assertThat(outcome.err()).startsWith("keystile: ").contains(message).matches("[^\n]+\n");
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).doesNotContain("sk_demo_x", "hunter2");
        assertThat(folder.resolve("keystile-data")).doesNotExist();
    }
}
