package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ConcurrentIssueTest {

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void createAFile() throws Exception {
        path = folder.resolve("keys.yaml");
        FileAdminStore.create(path, List.of(Project.ofDefault("p", new Environment("demo", "Demo"))));
    }

    private static String issue(Path path) throws Exception {
        return KeyAdmin.on(new FileAdminStore(path))
                .issue(new Actor("anna", "here"), KeyRequest.of(KeyType.SECRET, "demo", ""))
                .record()
                .id();
    }

    private List<String> issuedIds() throws Exception {
        return KeyFile.read(path).keys().stream().map(ApiKey::id).toList();
    }

    /** Issues keys and prints the id of each, once it is in the file. */
    public static final class Issuer {
        public static void main(String[] arguments) throws Exception {
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                System.out.println(issue(Path.of(arguments[0])));
            }
        }
    }

    private Process fork(int keys) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        Issuer.class.getName(),
                        path.toString(),
                        String.valueOf(keys))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void threadsDoNotLoseEachOthersKeys() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                tasks.add(() -> issue(path));
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> id : threads.invokeAll(tasks)) {
                ids.add(id.get());
            }
            assertThat(issuedIds()).containsExactlyInAnyOrderElementsOf(ids);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void processesDoNotLoseEachOthersKeys() throws Exception {
        List<String> ids = new ArrayList<>();
        Process other = fork(10);
        try (BufferedReader output = other.inputReader()) {
            ids.add(output.readLine());
            for (int i = 0; i < 10; i++) {
                ids.add(issue(path));
            }
            output.lines().forEach(ids::add);
        }

        assertThat(other.waitFor()).isZero();
        assertThat(ids).hasSize(20);
        assertThat(issuedIds()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aProcessThatIsKilledLeavesAWholeFileAndNoLock() throws Exception {
        for (int round = 1; round <= 3; round++) {
            List<String> before = issuedIds();
            Process other = fork(1_000_000);
            try (BufferedReader output = other.inputReader()) {
                List<String> printed = new ArrayList<>();
                for (int i = 0; i < 5 * round; i++) {
                    printed.add(output.readLine());
                }
                other.destroyForcibly().waitFor();

                assertThat(issuedIds()).containsAll(before).containsAll(printed);
                assertThat(issue(path)).isIn(issuedIds());
            }
        }
        assertThat(Files.exists(path)).isTrue();
    }
}
