package dev.keystile.demo.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.demo.connection.ConnectionFilter;
import dev.keystile.demo.connection.ConnectionRepository;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.project.ProjectContent;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.Environment;
import dev.keystile.key.Project;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectContentTest {

    private DemoDatabase database;
    private ProjectContent content;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.open();
        content = new ProjectContent(database.jdbi(), InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> uris(String projectId) {
        return new RedirectUris(database.jdbi(), projectId).list();
    }

    private String google(String projectId) {
        return new ConnectionRepository(database.jdbi(), projectId)
                .first(ConnectionFilter.ofType("GoogleOAuth"))
                .orElseThrow()
                .id();
    }

    @Test
    void itIsMadeOnceForEachProjectAndWhatIsRemovedStaysRemoved() {
        content.prepare("demo");
        assertThat(uris("demo")).containsExactly(ProjectContent.FIRST_REDIRECT_URI);
        String first = google("demo");
        new RedirectUris(database.jdbi(), "demo").remove(ProjectContent.FIRST_REDIRECT_URI);

        content.prepare("demo");
        content.prepare("other");
        assertThat(uris("demo")).isEmpty();
        assertThat(google("demo")).isEqualTo(first);
        assertThat(uris("other")).containsExactly(ProjectContent.FIRST_REDIRECT_URI);
        assertThat(google("other")).isNotEqualTo(first);
    }

    @Test
    void aProjectWithoutAKeyGetsItsRow() throws Exception {
        Environment late = new Environment("late", "Late");
        database.keys().admin().createEnvironment(TestDatabase.ACTOR, late);
        Project project = Project.derived(AccountRecord.DEFAULT, late);

        content.prepare(project);
        content.prepare(project);

        assertThat(uris(project.id())).containsExactly(ProjectContent.FIRST_REDIRECT_URI);
        assertThat(new Projects(database.jdbi()).find(project.id())).isPresent();
    }

    @Test
    void ofSeveralFirstRequestsAtOnceOneMakesIt() throws Exception {
        int requests = 4;
        ExecutorService threads = Executors.newFixedThreadPool(requests);
        CountDownLatch together = new CountDownLatch(requests);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            done.add(threads.submit(() -> {
                together.countDown();
                together.await();
                content.prepare("demo");
                return null;
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();

        assertThat(uris("demo")).containsExactly(ProjectContent.FIRST_REDIRECT_URI);
    }
}
