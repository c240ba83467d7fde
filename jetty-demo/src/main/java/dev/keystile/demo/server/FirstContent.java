package dev.keystile.demo.server;

import dev.keystile.demo.connection.SampleConnections;
import dev.keystile.demo.sso.RedirectUris;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What an environment holds from its first start on: sample connections and a redirect URI. */
final class FirstContent {

    private FirstContent() {}

    /** Makes it for every environment that has none. */
    static void make(Jdbi jdbi, InstantSource clock) {
        jdbi.useTransaction(handle -> {
            // Two services that start at once take turns.
            handle.createQuery("SELECT id FROM keystile_environment ORDER BY id FOR UPDATE")
                    .mapTo(String.class)
                    .list();
            for (String environmentId : withoutContent(handle)) {
                SampleConnections.insert(handle, environmentId, clock);
                handle.execute(
                        "INSERT INTO demo_redirect_uri (environment_id, uri) VALUES (?, ?)",
                        environmentId,
                        RedirectUris.FIRST);
            }
        });
    }

    private static List<String> withoutContent(Handle handle) {
        return handle.createQuery("SELECT id FROM keystile_environment WHERE id NOT IN"
                        + " (SELECT environment_id FROM demo_connection)")
                .mapTo(String.class)
                .list();
    }
}
