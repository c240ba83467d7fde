package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyEdit;
import dev.keystile.key.ApiKey;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a key's name and limits. */
@Command(
        name = "edit",
        description = "Changes a key's name, scopes, origins, networks or metadata. What is left out stays.")
final class EditCommand implements Callable<Integer> {

    private static final String ANY = "any";

    @Mixin
    private final KeysPlace place;

    @Mixin
    private final Console console;

    @Parameters(paramLabel = "KEY_ID", description = "the id of the key")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "what people call the key")
    private @Nullable String name;

    @Option(names = "--scopes", paramLabel = "LIST", description = "comma-separated; any for every scope, '' for none")
    private @Nullable String scopes;

    @Option(names = "--origins", paramLabel = "LIST", description = "comma-separated; any for every origin")
    private @Nullable String origins;

    @Option(names = "--networks", paramLabel = "LIST", description = "comma-separated; any for every network")
    private @Nullable String networks;

    @Option(
            names = "--metadata",
            paramLabel = "NAME=VALUE",
            description = "repeatable; a value of your own, such as team=billing; NAME= removes the name")
    private Map<String, String> metadata = Map.of();

    EditCommand(CommandContext context) {
        place = new KeysPlace(context);
        console = new Console(context);
    }

    @Override
    public Integer call() throws KeyStoreException, AdminException, CommandException {
        if (name == null && scopes == null && origins == null && networks == null && metadata.isEmpty()) {
            throw new UsageException(
                    "'edit' needs something to change: --name, --scopes, --origins, --networks or --metadata");
        }
        KeyEdit edit = edit();
        ApiKey edited = place.use((keys, actor) -> keys.edit(actor, id, edit));
        if (console.isJson()) {
            console.json(KeyView.of(new KeyDescription(edited, null), Instant.now()));
        } else {
            console.result(id + " is changed.");
        }
        return 0;
    }

    /** Says only what changes: others may be changing the rest. */
    private KeyEdit edit() {
        KeyEdit edit = KeyEdit.none();
        if (name != null) {
            edit = edit.name(name);
        }
        if (scopes != null) {
            edit = edit.scopes(listed(scopes));
        }
        if (origins != null) {
            edit = edit.origins(listed(origins));
        }
        if (networks != null) {
            edit = edit.networks(listed(networks));
        }
        for (var entry : metadata.entrySet()) {
            edit = edit.metadata(entry.getKey(), entry.getValue().isEmpty() ? null : entry.getValue());
        }
        return edit;
    }

    private static @Nullable List<String> listed(String list) {
        return list.equals(ANY) ? null : split(list);
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
