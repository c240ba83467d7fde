package dev.keystile.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks JDBC URLs of H2 for settings with which H2 opens a port. The settings are read exactly as H2 reads them, so that
 * no escape or letter case hides a setting from this check that H2 obeys.
 */
public final class H2Url {

    private static final String PREFIX = "JDBC:H2:";

    private H2Url() {}

    /**
     * The error about a URL with a setting by which H2 opens a port on every network interface: {@code AUTO_SERVER}, through
     * which every user who can read the lock file of the database can change keys, or {@code FILE_LOCK=SOCKET}.
     *
     * @param setting the name of the setting with the URL, such as {@code store.url}
     * @return null if the URL has no such setting, or is not of H2
     */
    public static @Nullable String refusal(String setting, String url) {
        if (!upperCase(url).startsWith(PREFIX)) {
            return null;
        }
        for (String entry : settings(url)) {
            String refusal = refusalOf(setting, entry);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable String refusalOf(String setting, String entry) {
        String[] parts = entry.split("=", 2);
        String name = upperCase(parts[0].trim());
        if (name.equals("AUTO_SERVER")) {
            return setting + " has AUTO_SERVER, with which H2 opens a port on every network interface, and any user"
                    + " of this machine can change keys through it. Leave it out: one process opens an embedded database,"
                    + " and PostgreSQL is for several";
        }
        if (name.equals("FILE_LOCK") && parts.length == 2 && parts[1].trim().equalsIgnoreCase("SOCKET")) {
            return setting
                    + " has FILE_LOCK=SOCKET, with which H2 opens a port on every network interface. Leave it out:"
                    + " the default, FILE_LOCK=FILE, locks the database with a file";
        }
        return null;
    }

    /** What stands between the semicolons behind the name of the database. A backslash takes the next character as it is. */
    private static List<String> settings(String url) {
        List<String> settings = new ArrayList<>();
        int start = url.indexOf(';');
        if (start < 0) {
            return settings;
        }
        StringBuilder entry = new StringBuilder();
        for (int i = start + 1; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == ';') {
                settings.add(entry.toString());
                entry.setLength(0);
            } else {
                boolean escapes = c == '\\' && i < url.length() - 1;
                entry.append(escapes ? url.charAt(++i) : c);
            }
        }
        settings.add(entry.toString());
        return settings;
    }

    /** As H2 does it: in English, where more than one letter may become an S. */
    private static String upperCase(String text) {
        return text.toUpperCase(Locale.ENGLISH);
    }
}
