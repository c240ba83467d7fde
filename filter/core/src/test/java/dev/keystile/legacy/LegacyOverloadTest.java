package dev.keystile.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keystile.StartedThreads;
import dev.keystile.TestTimeout;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.async.Pending;
import dev.keystile.cache.CacheSettings;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.legacy.LegacyOutcome.Adopted;
import dev.keystile.legacy.LegacyOutcome.NotAdopted;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.file.FileAdminStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** An earlier system that is slow or fails: who waits, who is refused, and what is done in vain. */
class LegacyOverloadTest {

    private static final String MISSING = "nobodys_";
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final CacheSettings PATIENT = CacheSettings.DEFAULT.withLoadTimeout(TIMEOUT);

    @TempDir
    private Path folder;

    private final SlowSystem old = new SlowSystem();
    private final AtomicLong ticker = new AtomicLong();
    private final Logger log = (Logger) LoggerFactory.getLogger(LegacyKeyFinder.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private KeyAdmin admin;
    private LegacyKeyFinder finder;

    /** Has a row for each prefix but one; table and hash hang until they are released. */
    private static final class SlowSystem implements LegacyKeys {

        final Set<String> lookedUp = ConcurrentHashMap.newKeySet();
        final Set<String> hashed = ConcurrentHashMap.newKeySet();
        volatile CountDownLatch table = new CountDownLatch(0);
        volatile CountDownLatch hash = new CountDownLatch(0);
        volatile String failure;

        @Override
        public String prefix(String key) {
            return key.substring(0, 8);
        }

        @Override
        public LegacyKey candidate(String prefix) throws KeyStoreException {
            lookedUp.add(prefix);
            hold(table);
            if (failure != null) {
                throw new KeyStoreException(failure);
            }
            return prefix.equals(MISSING) ? null : new LegacyKey("", KeyRequest.of(KeyType.SECRET, "demo", prefix));
        }

        @Override
        public boolean matches(String key, LegacyKey row) {
            hashed.add(key);
            hold(hash);
            return key.endsWith("good");
        }

        private static void hold(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        Path file = Files.writeString(
                folder.resolve("keys.yaml"),
                "environments:\n  - {id: demo, name: Demo, project-id: project_1}\nkeys: []\n");
        admin = KeyAdmin.on(new FileAdminStore(file));
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void close() {
        old.table.countDown();
        old.hash.countDown();
        finder.close();
        log.detachAppender(lines);
    }

    private void finder(CacheSettings settings) {
        finder = new LegacyKeyFinder(old, admin, settings, ticker::get);
    }

    /** A key of the row with this number, which does not match. */
    private static String key(int row) {
        return String.format("%08d.0123456789abcdef", row);
    }

    private Pending<LegacyOutcome> search(String key) {
        return finder.adopt(Objects.requireNonNull(PresentedKey.readAny(key)), key);
    }

    private List<CompletableFuture<LegacyOutcome>> search(int from, int to) {
        List<CompletableFuture<LegacyOutcome>> found = new ArrayList<>();
        for (int row = from; row < to; row++) {
            found.add(search(key(row)).on(Runnable::run).toCompletableFuture());
        }
        return found;
    }

    /** The outcome of a search that ends long before {@code load-timeout}. */
    private LegacyOutcome outcome(String key) throws Exception {
        return get(search(key).on(Runnable::run).toCompletableFuture());
    }

    private static LegacyOutcome get(CompletableFuture<LegacyOutcome> found) throws Exception {
        return found.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aKeyThatHasQueuedForTheTableTooLongIsNotLookedUp() throws Exception {
        finder(PATIENT.withMaxConcurrentLoads(2));
        old.table = new CountDownLatch(1);
        List<CompletableFuture<LegacyOutcome>> found = search(0, 3);
        await().until(() -> old.lookedUp.size() == 2);

        ticker.addAndGet(TIMEOUT.toNanos());
        old.table.countDown();

        assertThat(get(found.get(2))).isEqualTo(NotAdopted.UNAVAILABLE);
        assertThat(old.lookedUp).hasSize(2);
    }

    @Test
    void aKeyWhoseRowIsFoundTooLateIsNotHashed() throws Exception {
        finder(PATIENT);
        old.table = new CountDownLatch(1);
        CompletableFuture<LegacyOutcome> late = search(0, 1).get(0);
        await().until(() -> old.lookedUp.size() == 1);

        ticker.addAndGet(TIMEOUT.toNanos());
        old.table.countDown();

        assertThat(get(late)).isEqualTo(NotAdopted.UNAVAILABLE);
        assertThat(old.hashed).isEmpty();
        assertThat(outcome(key(0))).as("in time").isEqualTo(NotAdopted.UNKNOWN);
    }

    @Test
    void aKeyThatHasQueuedForAHashTooLongIsNotHashed() throws Exception {
        finder(PATIENT);
        old.hash = new CountDownLatch(1);
        int width = HashBulkhead.width();
        List<CompletableFuture<LegacyOutcome>> hashing = search(0, width);
        await().until(() -> old.hashed.size() == width);
        CompletableFuture<LegacyOutcome> queued = search(width, width + 1).get(0);
        await().until(() -> old.lookedUp.size() == width + 1);

        ticker.addAndGet(TIMEOUT.toNanos());
        old.hash.countDown();

        assertThat(get(queued)).isEqualTo(NotAdopted.UNAVAILABLE);
        assertThat(old.hashed).doesNotContain(key(width));
        for (CompletableFuture<LegacyOutcome> each : hashing) {
            assertThat(get(each)).isEqualTo(NotAdopted.UNKNOWN);
        }
    }

    @Test
    void whatFindsNoPlaceInTheQueueIsUnavailableAtOnce() throws Exception {
        finder(PATIENT.withMaxConcurrentLoads(2).withMaxWaiting(10));
        old.table = new CountDownLatch(1);
        List<CompletableFuture<LegacyOutcome>> taken = search(0, 2 + 5);
        await().until(() -> old.lookedUp.size() == 2);

        assertThat(outcome(key(7))).isEqualTo(NotAdopted.UNAVAILABLE);
        assertThat(taken).noneMatch(CompletableFuture::isDone);
        old.table.countDown();
        for (CompletableFuture<LegacyOutcome> each : taken) {
            assertThat(get(each)).isEqualTo(NotAdopted.UNKNOWN);
        }
        assertThat(outcome(key(7))).isEqualTo(NotAdopted.UNKNOWN);
    }

    @Test
    void oneRowTakesAQuarterOfThePlaces() throws Exception {
        finder(PATIENT);
        old.hash = new CountDownLatch(1);
        CompletableFuture<?>[] found = Stream.iterate(0, i -> i <= HashBulkhead.MAX_WAITING_PER_PREFIX, i -> i + 1)
                .map(i -> search(key(0) + i).on(Runnable::run).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);

        assertThat(CompletableFuture.anyOf(found).get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                .isEqualTo(NotAdopted.UNAVAILABLE);
        assertThat(found).filteredOn(CompletableFuture::isDone).hasSize(1);
    }

    @Test
    void requestsThatAreRefusedOrServedTakeNoPlaceOfOthers() throws Exception {
        finder(PATIENT.withMaxWaiting(2));
        old.table = new CountDownLatch(1);
        List<CompletableFuture<LegacyOutcome>> found = search(0, 2);
        for (int i = 0; i < 3; i++) {
            assertThat(outcome(key(2))).isEqualTo(NotAdopted.UNAVAILABLE);
        }
        assertThat(old.lookedUp).doesNotContain("00000002");

        old.table.countDown();
        for (CompletableFuture<LegacyOutcome> each : found) {
            assertThat(get(each)).isEqualTo(NotAdopted.UNKNOWN);
        }
        await().until(() -> outcome(key(3)) == NotAdopted.UNKNOWN);
        await().until(() -> outcome(key(4) + "good") instanceof Adopted);
    }

    @Test
    void anOutageIsLoggedOnceUntilTheEarlierSystemRespondsAgain() throws Exception {
        finder(PATIENT);
        old.failure = "the old table is locked";
        assertThat(outcome(key(0))).isEqualTo(NotAdopted.UNAVAILABLE);
        assertThat(outcome(key(1))).isEqualTo(NotAdopted.UNAVAILABLE);
        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .isEqualTo("Legacy keys cannot be checked, and requests with them get 503: "
                                + KeyStoreException.class.getName() + ": the old table is locked"));

        for (String known : List.of(key(0), MISSING + ".0123456789abcdef", key(1) + "good")) {
            lines.list.clear();
            old.failure = null;
            assertThat(outcome(known)).isNotEqualTo(NotAdopted.UNAVAILABLE);
            old.failure = "no row for " + key(2);
            assertThat(outcome(key(2))).isEqualTo(NotAdopted.UNAVAILABLE);
            assertThat(lines.list)
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage())
                            .endsWith(": (no message)")
                            .doesNotContain(key(2)));
        }
    }

    @Test
    void closingEndsTheThreadsAndTheSearches() throws Exception {
        StartedThreads threads = StartedThreads.of("keystile-legacy-");
        finder(PATIENT.withMaxConcurrentLoads(2));
        old.hash = new CountDownLatch(1);
        search(0, 1);
        await().until(() -> old.hashed.size() == 1);
        old.table = new CountDownLatch(1);
        List<CompletableFuture<LegacyOutcome>> found = search(1, 4);
        await().until(() -> old.lookedUp.size() == 3);

        finder.close();

        for (CompletableFuture<LegacyOutcome> each : found) {
            assertThat(get(each)).isEqualTo(NotAdopted.UNAVAILABLE);
        }
        threads.awaitEnd();
    }

    @Test
    void aRowShowsItsNameAndNotItsHash() {
        finder(PATIENT);
        assertThat(new LegacyKey("$2a$04$", KeyRequest.of(KeyType.SECRET, "demo", "ci")))
                .hasToString("LegacyKey[ci]");
    }
}
