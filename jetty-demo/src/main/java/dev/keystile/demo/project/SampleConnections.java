package dev.keystile.demo.project;

import dev.keystile.demo.api.SortableIds;
import dev.keystile.demo.database.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The sample connections of a project, all to the built-in identity provider. */
public final class SampleConnections {

    /** The type of the connection that serves organizations. */
    public static final String SAML = "GenericSAML";

    /** The domain whose users the connection of type {@link #SAML} serves. */
    public static final String DOMAIN = "example.com";

    private record Sample(
            String name, String type, @Nullable String domain) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample("Google", "GoogleOAuth", null),
            new Sample("Microsoft", "MicrosoftOAuth", null),
            new Sample("GitHub", "GitHubOAuth", null),
            new Sample("Apple", "AppleOAuth", null),
            new Sample("Demo identity provider", SAML, DOMAIN));

    private SampleConnections() {}

    /** Inserts the samples for a project that has no connections yet. */
    static void insert(Handle handle, String projectId, InstantSource clock) {
        SortableIds ids = new SortableIds(clock);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PreparedBatch batch = handle.prepareBatch("INSERT INTO demo_connection"
                + " (id, project_id, name, connection_type, domain_id, domain, created_at, updated_at)"
                + " VALUES (:id, :project, :name, :type, :domainId, :domain, :now, :now)");
        for (Sample sample : SAMPLES) {
            batch.bind("id", ids.next("conn"))
                    .bind("project", projectId)
                    .bind("name", sample.name())
                    .bind("type", sample.type())
                    .bind("domainId", sample.domain() == null ? null : ids.next("conn_domain"))
                    .bind("domain", sample.domain())
                    .bind("now", Times.utc(now))
                    .add();
        }
        batch.execute();
    }
}
