package dev.keystile.demo.command;

import dev.keystile.key.KeyRecord;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.store.KeyRegistry;
import dev.keystile.store.KeyRegistry.KeyDescription;
import dev.keystile.store.KeyRegistry.KeyEdit;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a key's name and limits. */
@Command(name = "edit", description = "Changes a key's name, scopes, origins or networks. What is left out stays.")
final class EditCommand implements Callable<Integer> {

    private static final String ANY = "any";

    @Mixin
    private final KeysPlace place = new KeysPlace();

    @Mixin
    private final Console console = new Console();

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

    @Override
    public Integer call() throws KeyStoreException, CommandException {
        if (name == null && scopes == null && origins == null && networks == null) {
            throw new UsageException("'edit' needs something to change: --name, --scopes, --origins or --networks");
        }
        KeyRecord edited = place.use(this::edit);
        if (console.isJson()) {
            console.json(KeyView.of(new KeyDescription(edited, null), Instant.now()));
        } else {
            console.result(id + " is changed.");
        }
        return 0;
    }

    private KeyRecord edit(KeyRegistry keys) throws KeyStoreException {
        return keys.edit(id, new KeyEdit(name, scopes(), restrictions(keys)));
    }

    private @Nullable Scopes scopes() {
        if (scopes == null) {
            return null;
        }
        return scopes.equals(ANY) ? Scopes.all() : Scopes.of(split(scopes));
    }

    private @Nullable Restrictions restrictions(KeyRegistry keys) throws KeyStoreException {
        if (origins == null && networks == null) {
            return null;
        }
        Restrictions before = keys.describe(id).key().restrictions();
        Restrictions given = Restrictions.of(listed(origins), listed(networks));
        return new Restrictions(
                origins == null ? before.origins() : given.origins(),
                networks == null ? before.networks() : given.networks());
    }

    private static @Nullable List<String> listed(@Nullable String list) {
        return list == null || list.equals(ANY) ? null : split(list);
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
