package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.connection.ConnectionFilter;
import dev.keystile.demo.connection.ConnectionRepository;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.sso.RedirectUris;
import dev.keystile.key.Environment;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class FirstContentTest {

    private static final Actor TEST = new Actor("test", "test");

    @Test
    void itIsMadeOnceForEachEnvironment() throws Exception {
        try (DemoDatabase database =
                DemoDatabase.openAndMigrate(DatabaseAddress.at("jdbc:h2:mem:content;DB_CLOSE_DELAY=-1", "sa", null))) {
            Jdbi jdbi = database.jdbi();
            KeyAdmin admin = database.keys().admin();
            admin.createEnvironment(TEST, new Environment("demo", "Demo"));
            FirstContent.make(jdbi, InstantSource.system());
            RedirectUris uris = new RedirectUris(jdbi, "demo");
            assertThat(uris.list()).containsExactly(RedirectUris.FIRST);
            String first = google(jdbi, "demo");
            uris.remove(RedirectUris.FIRST);

            admin.createEnvironment(TEST, new Environment("late", "Late"));
            FirstContent.make(jdbi, InstantSource.system());
            assertThat(uris.list()).isEmpty();
            assertThat(google(jdbi, "demo")).isEqualTo(first);
            assertThat(new RedirectUris(jdbi, "late").list()).containsExactly(RedirectUris.FIRST);
            assertThat(google(jdbi, "late")).isNotEqualTo(first);
        }
    }

    private static String google(Jdbi jdbi, String environmentId) {
        return new ConnectionRepository(jdbi, environmentId)
                .first(ConnectionFilter.ofType("GoogleOAuth"))
                .orElseThrow()
                .id();
    }
}
