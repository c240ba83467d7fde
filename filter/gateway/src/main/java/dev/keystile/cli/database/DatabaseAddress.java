package dev.keystile.cli.database;

import dev.keystile.store.StoreSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, and who may use it.
 *
 * @param url its JDBC URL
 * @param user null if the URL names it
 * @param password null if there is none, or the URL names it
 * @param description what messages call it; never with a password
 * @param folder where the embedded database keeps its file; null if it is another database
 */
public record DatabaseAddress(
        String url,
        @Nullable String user,
        @Nullable String password,
        String description,
        @Nullable Path folder) {

    private static final String FILE = "keystile";

    /**
     * The embedded database in a folder. One process opens it, nothing listens for others, and what is committed is on
     * disk.
     *
     * @throws IllegalArgumentException if the folder's name cannot stand in a URL
     */
    public static DatabaseAddress inFolder(Path folder) {
        Path file = folder.toAbsolutePath().normalize().resolve(FILE);
        if (file.toString().contains(";")) {
            throw new IllegalArgumentException("the folder " + folder + " may have no semicolon in its name");
        }
        return new DatabaseAddress(
                "jdbc:h2:" + PrivateFilePath.of(file) + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0",
                "sa",
                null,
                folder + "/" + FILE,
                folder);
    }

    /** Whether there is an embedded database in a folder. */
    public static boolean isInFolder(Path folder) {
        return folder.resolve(FILE + ".mv.db").toFile().exists();
    }

    /** The database at a JDBC URL. Files of an embedded one are for their owner alone. */
    public static DatabaseAddress at(String url, @Nullable String user, @Nullable String password) {
        return new DatabaseAddress(PrivateFilePath.inUrl(url), user, password, url.split("[?;]", 2)[0], null);
    }

    /** Whether it is PostgreSQL. */
    public boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** The settings of a store of type {@code jdbc}. */
    StoreSettings storeSettings() {
        Map<String, String> values = new HashMap<>();
        values.put("url", url);
        if (user != null) {
            values.put("username", user);
        }
        if (password != null) {
            values.put("password", password);
        }
        return new StoreSettings(values, Path.of(""));
    }

    /** The {@link #description()}. */
    @Override
    public String toString() {
        return description;
    }
}
