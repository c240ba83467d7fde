package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccountsIT {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    @Test
    void theFirstNamedAccountOfAKeyFileKeepsTheProjectsAndKeysOfTheOnlyOne() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.yaml"), """
                environments:
                  - {id: default, name: Default Project, project-id: project_1}
                  - {id: demo, name: Demo Project, project-id: project_2}
                keys:
                  - {id: key_1, environment: demo, type: secret, name: ci, sha256: %s, created-at: 2026-11-24T00:00:00Z}
                """.formatted("01".repeat(32)));

        JsonNode created = json("accounts", "create", "--id", "cus_42", "--name", "Acme", "--keys", "--json");

        assertThat(created.get("keys").get("demo").get("secret_key").stringValue())
                .matches("sk_demo_[0-9A-Za-z]{39}");
        assertThat(Files.readString(file)).doesNotContain("sk_demo_").contains("account: default");
        assertThat(json("accounts", "show", "default", "--json").get("projects").toString())
                .isEqualTo("{\"default\":\"project_1\",\"demo\":\"project_2\"}");
        assertThat(json("keys", "list", "--account", "default", "--json")
                        .get("keys")
                        .get(0)
                        .get("id")
                        .stringValue())
                .isEqualTo("key_1");
    }

    private JsonNode json(String... command) throws Exception {
        String[] arguments = Arrays.copyOf(command, command.length + 2);
        arguments[command.length] = "--file";
        arguments[command.length + 1] = "keys.yaml";
        return JSON.readTree(KeystileProcess.run(folder, arguments).out());
    }
}
