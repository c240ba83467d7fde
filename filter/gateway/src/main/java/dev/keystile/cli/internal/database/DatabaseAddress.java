package dev.keystile.cli.internal.database;

import dev.keystile.store.KeyStoreException;
import dev.keystile.store.StoreSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database and the credentials for it.
 *
 * @param url the JDBC URL
 * @param user the user; null if the URL has it
 * @param password the password; null if there is none, or the URL has it
 * @param description the name of the database in messages, without a password
 * @param folder the folder of the embedded database; null for another database
 */
public record DatabaseAddress(
        String url,
        @Nullable String user,
        @Nullable String password,
        String description,
        @Nullable Path folder) {

    private static final String FILE = "keystile";

    /**
     * The address of the embedded database in a folder. Only one process opens it, it listens on nothing, and a committed
     * transaction is on disk.
     *
     * @throws IllegalArgumentException if the name of the folder cannot be part of a JDBC URL
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

    /** Whether a folder has an embedded database. */
    public static boolean isInFolder(Path folder) {
        return folder.resolve(FILE + ".mv.db").toFile().exists();
    }

    /**
     * The address of the database with a JDBC URL. The files of an embedded database are private.
     *
     * @param user null if the URL has it
     * @param password null if there is none, or the URL has it
     * @throws IllegalArgumentException if H2 would open the URL in a file system where the files are not private
     */
    public static DatabaseAddress at(String url, @Nullable String user, @Nullable String password) {
        if (PrivateFilePath.isElsewhere(url)) {
            throw new IllegalArgumentException("the database must be a file, such as"
                    + " jdbc:h2:file:/var/lib/keystile/keys, in memory, or on a server");
        }
        return new DatabaseAddress(PrivateFilePath.inUrl(url), user, password, withoutSettings(url), null);
    }

    private static String withoutSettings(String url) {
        return url.split("[?;]", 2)[0];
    }

    /** The same failure, with the database as it was given in place of the URL that was made of that. */
    KeyStoreException asGiven(KeyStoreException failure) {
        String message = String.valueOf(failure.getMessage()).replace(withoutSettings(url), description);
        return new KeyStoreException(PrivateFilePath.withoutScheme(message), failure);
    }

    /** Whether the database is PostgreSQL. */
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
