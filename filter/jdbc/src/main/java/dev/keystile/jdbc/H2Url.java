package dev.keystile.jdbc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is refused in a JDBC URL of H2. */
public final class H2Url {

    private static final String AUTO_SERVER = "AUTO_SERVER";

    private H2Url() {}

    /**
     * Why a JDBC URL is refused: H2's AUTO_SERVER opens a port on every network interface, and whoever can read the lock
     * file beside the database may change keys through it.
     *
     * @param setting what the message calls the URL, such as {@code store.url}
     * @return null if nothing is wrong with the URL in this respect
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
