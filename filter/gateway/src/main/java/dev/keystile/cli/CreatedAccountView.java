package dev.keystile.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keystile.admin.CreatedAccount;
import dev.keystile.admin.IssuedKey;
import dev.keystile.key.KeyType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account that was just created, as it is printed.
 *
 * @param projects the Project IDs, by the id of the environment
 * @param keys the first keys, by the id of the environment; null if there are none, or if they are in a file
 * @param keyFile the file that the keys are in; null if they are printed, or if there are none
 */
record CreatedAccountView(
        String id,
        String name,
        String state,
        String plan,
        Map<String, String> metadata,
        Map<String, String> projects,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, KeyPair> keys,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String keyFile) {

    /** The first keys of a project. */
    record KeyPair(String publishableKey, String secretKey) {
        /** Never the keys. */
        @Override
        public String toString() {
            return "KeyPair[]";
        }
    }

    static CreatedAccountView of(CreatedAccount created) {
        AccountView account = AccountView.of(created.description());
        return new CreatedAccountView(
                account.id(),
                account.name(),
                account.state(),
                account.plan(),
                account.metadata(),
                account.projects(),
                created.keys().isEmpty() ? null : pairs(created),
                null);
    }

    /** The first keys, by the id of the environment. */
    static Map<String, KeyPair> pairs(CreatedAccount created) {
        Map<String, KeyPair> pairs = new LinkedHashMap<>();
        created.description().projects().forEach(project -> {
            String environment = project.environment().id();
            pairs.put(
                    environment,
                    new KeyPair(
                            key(created, environment, KeyType.PUBLISHABLE), key(created, environment, KeyType.SECRET)));
        });
        return pairs;
    }

    private static String key(CreatedAccount created, String environment, KeyType type) {
        return created.keys().stream()
                .filter(issued -> issued.record().type() == type
                        && issued.record().environment().id().equals(environment))
                .map(IssuedKey::key)
                .findFirst()
                .orElseThrow();
    }

    /** This view, with the keys in a file. */
    CreatedAccountView inFile(String file) {
        return new CreatedAccountView(id, name, state, plan, metadata, projects, null, file);
    }

    void print(Console console) {
        if (console.isJson()) {
            console.json(this);
            return;
        }
        if (keys == null) {
            console.result(id);
        } else {
            Table table = new Table("ENVIRONMENT", "PUBLISHABLE KEY", "SECRET KEY");
            keys.forEach((environment, pair) -> table.add(environment, pair.publishableKey(), pair.secretKey()));
            table.print(console);
        }
        console.note("The account " + id + " is created. " + whereKeysAre());
    }

    private String whereKeysAre() {
        if (keyFile != null) {
            return "The keys are in " + keyFile + ".";
        }
        return keys == null ? "Give it keys with 'keys issue --account " + id + "'." : "The keys are shown this once.";
    }

    /** The id; never the keys. */
    @Override
    public String toString() {
        return "CreatedAccountView[" + id + "]";
    }
}
