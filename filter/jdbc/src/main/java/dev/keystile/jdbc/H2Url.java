package dev.keystile.jdbc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks JDBC URLs of H2 for a parameter that is not safe. */
public final class H2Url {

    private static final String AUTO_SERVER = "AUTO_SERVER";

    private H2Url() {}

    /**
     * The error about a URL with AUTO_SERVER: H2 then opens a port on every network interface, through which every user
     * who can read the lock file of the database can change keys.
     *
     * @param setting the name of the setting with the URL, such as {@code store.url}
     * @return null if the URL does not have the parameter
     */
    public static @Nullable String refusal(String setting, String url) {
        // As H2 does it: in upper case, where more than one letter may become an S.
        String upper = url.toUpperCase(Locale.ENGLISH);
        if (!upper.startsWith("JDBC:H2:") || !upper.contains(AUTO_SERVER)) {
            return null;
        }
        return setting + " has " + AUTO_SERVER + ", with which H2 opens a port on every network interface, and any user"
                + " of this machine can change keys through it. Leave it out: one process opens an embedded database,"
                + " and PostgreSQL is for several";
    }
}
