package dev.keystile.demo.sso;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The redirect URIs that one project allows. */
public final class RedirectUris {

    private static final int MAX = 2_000;
    private static final int MAX_PORT = 65_535;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Jdbi jdbi;
    private final String projectId;

    /** The redirect URIs of one project. */
    public RedirectUris(Jdbi jdbi, String projectId) {
        this.jdbi = jdbi;
        this.projectId = projectId;
    }

    /** All allowed URIs, in alphabetical order. */
    public List<String> list() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT uri FROM demo_redirect_uri WHERE project_id = :project ORDER BY uri")
                .bind("project", projectId)
                .mapTo(String.class)
                .list());
    }

    /**
     * Allows a URI; nothing changes if it is allowed already.
     *
     * @throws IllegalArgumentException if the URI must not be allowed; the message, for people, says why
     */
    public void add(String uri) {
        check(uri);
        try {
            insert(uri);
        } catch (UnableToExecuteStatementException e) {
            // The URI may be there already. A query before would not help: two requests may insert at the same time.
            if (!allow(uri)) {
                throw e;
            }
        }
    }

    private void insert(String uri) {
        jdbi.useHandle(
                handle -> handle.createUpdate("INSERT INTO demo_redirect_uri (project_id, uri) VALUES (:project, :uri)")
                        .bind("project", projectId)
                        .bind("uri", uri)
                        .execute());
    }

    /** Removes a URI; nothing changes if it is not allowed. */
    public void remove(String uri) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM demo_redirect_uri WHERE project_id = :project AND uri = :uri")
                .bind("project", projectId)
                .bind("uri", uri)
                .execute());
    }

    /** Whether exactly this URI is allowed, compared as text (RFC 9700, section 4.1.3). */
    boolean allow(String uri) {
        return list().contains(uri);
    }

    /** An authorization code may leave the machine only encrypted: https, or http to the loopback interface. */
    private static void check(String text) {
        URI uri;
        try {
            uri = new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("This is not a URL: " + e.getReason() + ".", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.isEmpty() || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("A redirect URI begins with https:// and a host.");
        }
        if (scheme.equals("http") && !LOOPBACK.contains(host)) {
            throw new IllegalArgumentException("http:// is for localhost only; use https://.");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("The port of a redirect URI is 1 to 65535.");
        }
        if (uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("A redirect URI has no fragment and no user name.");
        }
        if (text.length() > MAX || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("A redirect URI is at most 2000 ASCII characters long.");
        }
    }
}
