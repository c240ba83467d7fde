package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.Project;
import dev.keystile.key.TestKeys;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests, changes, evictions and loads that hang, in random order, beside a model: the content of the store after each step.
 * Whatever the order, a request gets a key as it was when the request began, or as it was later.
 */
class CachedKeyStoreInterleavingTest {

    private static final int KEYS = 6;
    private static final int MAX_CACHED = 2;
    private static final int STEPS = 500;
    private static final int STEPS_PER_COLLECTION = 250;
    private static final List<String> ACCOUNTS = List.of("cus_1", "cus_2", "cus_3");

    private final HangingStore store = new HangingStore();
    private final ExecutorService application = Executors.newSingleThreadExecutor();
    private final CachedKeyStore<String> cache = new CachedKeyStore<>(
            store,
            CacheSettings.DEFAULT.withMaxKeys(MAX_CACHED).withLoadTimeout(TestTimeout.MAX),
            ApiKey::id,
            CacheListener.NONE,
            new FakeTicker(),
            new ManualTimer());

    /** All that each key has been, in order; the last is what the store has now. */
    private final List<List<ApiKey>> history = new ArrayList<>();

    private final List<Request> open = new ArrayList<>();
    private int version;

    /** A store whose look-ups read what is there and hang until they are released. */
    private static final class HangingStore implements ApiKeyStore {

        final Map<KeyDigest, ApiKey> records = new ConcurrentHashMap<>();
        final List<CompletableFuture<Void>> hanging = new CopyOnWriteArrayList<>();
        volatile boolean hangs = true;
        KeyChanges changes;

        @Override
        public ApiKey find(KeyDigest digest) {
            ApiKey record = records.get(digest);
            if (hangs) {
                CompletableFuture<Void> release = new CompletableFuture<>();
                hanging.add(release);
                if (!hangs) {
                    // All were released since this look-up read the flag, and perhaps before it was in the list.
                    release.complete(null);
                }
                release.join();
            }
            return record;
        }

        void releaseOne(Random random) {
            if (!hanging.isEmpty()) {
                hanging.remove(random.nextInt(hanging.size())).complete(null);
            }
        }

        void releaseAll() {
            hangs = false;
            hanging.forEach(release -> release.complete(null));
        }

        @Override
        public void subscribe(KeyChanges listener) {
            changes = listener;
        }
    }

    /** @param since the number of states that the key had before the request, less the last */
    private record Request(int key, int since, CompletableFuture<Lookup<String>> result) {}

    @AfterEach
    void close() {
        store.releaseAll();
        cache.close();
        application.shutdown();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noRequestGetsAKeyAsItWasBeforeTheRequest(long seed) throws Exception {
        Random random = new Random(seed);
        for (int key = 0; key < KEYS; key++) {
            history.add(new ArrayList<>());
            record(key, in(TestKeys.newRecord(), ACCOUNTS.get(key % ACCOUNTS.size())));
        }
        for (int step = 1; step <= STEPS; step++) {
            step(random);
            if (step % STEPS_PER_COLLECTION == 0) {
                System.gc();
            }
            checkThoseDone();
        }
        store.releaseAll();
        for (Request request : open) {
            check(request, request.result.get(TestTimeout.SECONDS, TimeUnit.SECONDS));
        }
        for (int key = 0; key < KEYS; key++) {
            Lookup<String> found = cache.find(now(key).digest()).await();
            check(new Request(key, history.get(key).size() - 1, new CompletableFuture<>()), found);
        }
    }

    private void step(Random random) throws Exception {
        int key = random.nextInt(KEYS);
        String account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        switch (random.nextInt(16)) {
            case 0, 1 -> changeAccount(account);
            case 2 -> {
                record(key, in(now(key), account));
                store.changes.changed(now(key).digest());
            }
            case 3 -> store.changes.accountChanged("invented-" + random.nextInt(1_000));
            case 4 -> {
                changeKeysOf(account);
                store.changes.anythingChanged();
            }
            case 5, 6, 7, 8 -> store.releaseOne(random);
            default -> request(key);
        }
    }

    private void changeAccount(String account) {
        changeKeysOf(account);
        store.changes.accountChanged(account);
    }

    private void changeKeysOf(String account) {
        version++;
        for (int key = 0; key < KEYS; key++) {
            if (now(key).account().id().equals(account)) {
                record(key, in(now(key), account));
            }
        }
    }

    private ApiKey in(ApiKey key, String account) {
        AccountRecord changed = AccountRecord.active(Account.of(account, account, "version " + version));
        return key.in(new Project("project_" + account, changed, TestKeys.DEMO.environment()));
    }

    private void record(int key, ApiKey state) {
        history.get(key).add(state);
        store.records.put(state.digest(), state);
    }

    private ApiKey now(int key) {
        List<ApiKey> states = history.get(key);
        return states.get(states.size() - 1);
    }

    private void request(int key) {
        int since = history.get(key).size() - 1;
        Lookup<String> found = cache.find(now(key).digest());
        CompletableFuture<Lookup<String>> result = found instanceof Lookup.Loading<String> loading
                ? loading.result().on(application).toCompletableFuture()
                : CompletableFuture.completedFuture(found);
        open.add(new Request(key, since, result));
    }

    private void checkThoseDone() {
        open.removeIf(request -> {
            boolean done = request.result.isDone();
            if (done) {
                check(request, request.result.join());
            }
            return done;
        });
    }

    /** A key that is known, or too many loads that hang. */
    private void check(Request request, Lookup<String> found) {
        if (found instanceof Lookup.Known<String> known) {
            List<ApiKey> states = history.get(request.key);
            assertThat(states.subList(request.since, states.size())).contains(known.record());
        } else {
            assertThat(found).isEqualTo(new Lookup.Unavailable<String>(true));
        }
    }
}
