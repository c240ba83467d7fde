package dev.keystile.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks JDBC URLs of H2 for what cannot be used, and for settings with which H2 opens a port. The settings are read exactly
 * as H2 reads them, so that no escape or letter case hides a setting from this check that H2 obeys.
 */
public final class H2Url {

    private static final String PREFIX = "JDBC:H2:";

    /** H2 reads a database in such a file system and cannot write it. */
    private static final Pattern READ_ONLY = Pattern.compile("(?:FILE:)?(?:ZIP|CLASSPATH):.*", Pattern.DOTALL);

    private H2Url() {}

    /**
     * The error about a URL of a database that cannot be written or with a setting that has no value, or about a setting by
     * which H2 opens a port on every network interface: {@code AUTO_SERVER}, through which every user who can read the lock
     * file of the database can change keys, or {@code FILE_LOCK=SOCKET}.
     *
     * @param setting the name of the setting with the URL, such as {@code store.url}
     * @return null if there is none, or the URL is not of H2; the error does not contain the URL, which may hold a password
     */
    public static @Nullable String refusal(String setting, String url) {
        if (!upperCase(url).startsWith(PREFIX)) {
            return null;
        }
        if (READ_ONLY.matcher(upperCase(url).substring(PREFIX.length())).matches()) {
            return setting
                    + " is a database that H2 cannot write; name a file, such as jdbc:h2:file:/var/lib/keystile/keys";
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
        if (parts.length == 1 && !entry.isEmpty()) {
            return setting + " has a setting of H2 without a value; behind each semicolon stands NAME=VALUE, such as"
                    + " IFEXISTS=TRUE";
        }
        if (name.equals("FILE_LOCK") && parts[1].trim().equalsIgnoreCase("SOCKET")) {
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
