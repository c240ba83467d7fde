package dev.keystile.store.jdbc.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.keystile.store.jdbc.proof.Node.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Nodes and their callers on a PostgreSQL of the test's own. Once they are closed, none of their threads lives. */
abstract class Cluster {

    static final Duration MOMENT = Duration.ofMillis(1);
    static final Duration RECOVERY = Duration.ofSeconds(30);

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.keystile");
    private static final Level LEVEL = LOG.getLevel();

    final List<Node> nodes = new ArrayList<>();
    final List<Caller> callers = new ArrayList<>();
    static OwnPostgres postgres;
    static Keys keys;

    @BeforeAll
    static void startPostgres(@TempDir Path directory) throws Exception {
        postgres = OwnPostgres.start(directory);
        keys = Keys.in(postgres);
    }

    /** Every node tells of every outage. */
    @BeforeAll
    static void beQuiet() {
        LOG.setLevel(Level.ERROR);
    }

    @AfterAll
    static void endPostgres() throws Exception {
        postgres.close();
        LOG.setLevel(LEVEL);
    }

    @AfterEach
    final void leaveNothingBehind() throws Exception {
        Caller.close(callers);
        nodes.forEach(Node::close);
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("keystile")));
    }

    final void open(int count, Supplier<Node> node) {
        for (int i = 0; i < count; i++) {
            nodes.add(node.get());
        }
    }

    /** One caller for each node. */
    final void call(List<String> texts, Duration pause) {
        nodes.forEach(node -> callers.add(Caller.start(node, texts, pause)));
    }

    /** Has every node load every one of these keys. */
    final void warm(List<String> texts) {
        for (Node node : nodes) {
            within(RECOVERY, () -> texts.stream().allMatch(key -> node.ask(key) == Answer.GRANTED));
        }
    }

    static void within(Duration bound, Callable<Boolean> holds) {
        await().atMost(bound).pollInterval(Duration.ofMillis(5)).until(holds);
    }
}
