package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportIT {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String KEY_FILE = """
            environments: [{id: demo, name: Demo, project-id: project_1}]
            keys:
              - id: key_1
                type: secret
                environment: demo
                name: ci
                sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                allowed-networks: [127.0.0.0/8]
                created-at: 2026-11-24T00:00:00Z
            """;

    @TempDir
    private Path folder;

    @Test
    void withoutADatabaseTheWayToOneIsSaid() throws Exception {
        assertThat(KeystileProcess.run(folder, "keys", "list").err())
                .isEqualTo("keystile: there are no keys in the folder keystile-data: run 'keys import' once, or name"
                        + " another place with --data-dir, --file or --database-url\n");
    }

    @Test
    void importMovesAKeyFileWholeOrNotAtAll() throws Exception {
        Files.writeString(folder.resolve("keys.yaml"), KEY_FILE);

        KeystileProcess imported = KeystileProcess.run(folder, "keys", "import", "--file", "keys.yaml", "--json");
        assertThat(imported.out()).isEqualTo("{\"environments\":1,\"accounts\":1,\"keys\":1}\n");
        JsonNode keys = JSON.readTree(
                        KeystileProcess.run(folder, "keys", "list", "--json").out())
                .get("keys");
        assertThat(keys).hasSize(1);
        assertThat(keys.get(0).get("allowed_networks").toString()).isEqualTo("[\"127.0.0.0/8\"]");

        KeystileProcess again = KeystileProcess.run(folder, "keys", "import", "--file", "keys.yaml");
        assertThat(again.waitFor()).isEqualTo(1);
        assertThat(again.err()).contains("is in the database already").contains("nothing was imported");
    }
}
