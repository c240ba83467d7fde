package dev.keystile.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks JDBC URLs of PostgreSQL for mistakes that the driver would print on standard error. */
final class PostgresUrl {

    static final String PREFIX = "jdbc:postgresql:";
    static final String FORM =
            "it must be like jdbc:postgresql://db.example.com:5432/keys, with a host, a port from 1 to"
                    + " 65535 and the name of the database";

    private static final Pattern ADDRESSES = Pattern.compile(PREFIX + "/*([^/?]*).*", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile(":([^:\\]]*)$");
    private static final int MAX_PORT = 65_535;

    private PostgresUrl() {}

    /** What is wrong with the addresses of servers in a URL, for a message; null for nothing, or another database. */
    static @Nullable String mistake(String url) {
        Matcher addresses = ADDRESSES.matcher(url);
        if (!addresses.matches()) {
            return null;
        }
        if (addresses.group(1).contains("@")) {
            return "a user and a password do not stand before the host; give them apart, or as ?user= and &password=";
        }
        for (String address : addresses.group(1).split(",", -1)) {
            if (!hasValidPort(address)) {
                return FORM;
            }
        }
        return null;
    }

    /** Whether the port is one, or is left out, for the default. */
    private static boolean hasValidPort(String address) {
        Matcher found = PORT.matcher(address);
        if (!found.find() || found.group(1).isEmpty()) {
            return true;
        }
        String port = found.group(1);
        return port.matches("[0-9]{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= MAX_PORT;
    }
}
