package dev.keystile.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.async.Pending;
import dev.keystile.cache.CacheSettings;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.store.file.FileAdminStore;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adopts into a real key file. */
class LegacyKeyFinderTest {

    /** No key is refused because a busy machine keeps its check waiting. */
    private static final CacheSettings PATIENT = CacheSettings.DEFAULT.withLoadTimeout(TestTimeout.MAX);

    private static final String KEY = "a1b2c3d4.Zm9vYmFyYmF6cXV4";

    @TempDir
    private Path folder;

    private Path file;
    private KeyAdmin admin;
    private final BcryptKeys old = new BcryptKeys();
    private final List<LegacyKeyFinder> finders = new ArrayList<>();

    @BeforeEach
    void writeFile() throws Exception {
        file = Files.writeString(
                folder.resolve("keys.yaml"),
                "environments:\n  - {id: demo, name: Demo, project-id: project_1}\nkeys: []\n");
        admin = KeyAdmin.on(new FileAdminStore(file));
        old.add(KEY);
    }

    @AfterEach
    void close() {
        finders.forEach(LegacyKeyFinder::close);
    }

    private LegacyKeyFinder finder(LegacyKeys keys, CacheSettings settings) {
        LegacyKeyFinder finder = new LegacyKeyFinder(keys, admin, settings);
        finders.add(finder);
        return finder;
    }

    private static LegacyOutcome adopt(LegacyKeyFinder finder, String key) {
        return finder.adopt(presented(key), key).await();
    }

    private static PresentedKey presented(String key) {
        return Objects.requireNonNull(PresentedKey.readAny(key));
    }

    @Test
    void aKeyThatMatchesIsAdoptedUnderItsSha256() throws Exception {
        LegacyKeyFinder finder = finder(old, PATIENT);

        assertThat(adopt(finder, KEY)).isInstanceOf(LegacyOutcome.Adopted.class);
        assertThat(Files.readString(file))
                .contains(presented(KEY).digest().toHex())
                .contains("old a1b2c3d4")
                .doesNotContain("Zm9vYmFyYmF6");
        assertThat(adopt(finder(old, PATIENT), KEY))
                .as("on another node, which does not know it yet")
                .isEqualTo(finder.recent(presented(KEY).digest()))
                .isInstanceOf(LegacyOutcome.Adopted.class);
    }

    @Test
    void withoutARowNothingIsHashed() {
        LegacyKeyFinder finder = finder(old, PATIENT);

        for (String key : List.of("ffffffff.Zm9vYmFyYmF6cXV4", "no-prefix-in-this-key")) {
            assertThat(adopt(finder, key)).isEqualTo(LegacyOutcome.NotAdopted.UNKNOWN);
            assertThat(finder.recent(presented(key).digest())).isEqualTo(LegacyOutcome.NotAdopted.UNKNOWN);
        }
        assertThat(old.hashed).hasValue(0);
    }

    @Test
    void aWrongKeyIsUnknown() throws Exception {
        LegacyKeyFinder finder = finder(old, PATIENT);
        String wrong = KEY.replace('Z', 'Y');

        assertThat(adopt(finder, wrong)).isEqualTo(LegacyOutcome.NotAdopted.UNKNOWN);
        assertThat(finder.recent(presented(wrong).digest())).isEqualTo(LegacyOutcome.NotAdopted.UNKNOWN);
        assertThat(Files.readString(file)).doesNotContain("old a1b2c3d4");
    }

    @Test
    void aKeyThatBeginsLikeOneOfTheOtherTypeIsUnknownWithoutAHash() {
        String publishable = "pk_a1b2c.Zm9vYmFyYmF6cXV4";
        old.add(publishable);

        assertThat(adopt(finder(old, PATIENT), publishable)).isEqualTo(LegacyOutcome.NotAdopted.UNKNOWN);
        assertThat(old.hashed).hasValue(0);
    }

    @Test
    void twoNodesAdoptAKeyAtTheSameMoment() throws Exception {
        ApiKey record = admin.adopt(
                new Actor("test", "test"),
                KeyRequest.of(KeyType.SECRET, "demo", ""),
                presented(KEY).digest(),
                null);
        AtomicInteger calls = new AtomicInteger();
        admin = adoptingAdmin(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new ConflictException("what was to be added is there already");
            }
            return record;
        });

        assertThat(adopt(finder(old, PATIENT), KEY)).isEqualTo(new LegacyOutcome.Adopted(record));
    }

    @Test
    void aKeyOfAClosedAccountIsUnknown() {
        admin = adoptingAdmin(() -> {
            throw new ConflictException("the account is closed");
        });

        assertThat(adopt(finder(old, PATIENT), KEY)).isEqualTo(LegacyOutcome.NotAdopted.UNKNOWN);
    }

    private static KeyAdmin adoptingAdmin(Callable<ApiKey> adopt) {
        return (KeyAdmin) Proxy.newProxyInstance(
                KeyAdmin.class.getClassLoader(), new Class<?>[] {KeyAdmin.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("adopt");
                    return adopt.call();
                });
    }

    @Test
    void anOutageIsNotRemembered() {
        LegacyKeyFinder finder = finder(old, PATIENT);
        old.isDown = true;

        assertThat(adopt(finder, KEY)).isEqualTo(LegacyOutcome.NotAdopted.UNAVAILABLE);
        assertThat(finder.recent(presented(KEY).digest())).isNull();
        old.isDown = false;
        assertThat(adopt(finder, KEY)).isInstanceOf(LegacyOutcome.Adopted.class);
    }

    @Test
    void whatCannotBeAdoptedIsUnavailable() throws Exception {
        LegacyKeyFinder finder = finder(old, PATIENT);
        Files.writeString(file, "not a key file");

        assertThat(adopt(finder, KEY)).isEqualTo(LegacyOutcome.NotAdopted.UNAVAILABLE);
    }

    @Test
    void anExceptionOfTheApplicationIsUnavailable() {
        assertThat(adopt(finder(new Broken("prefix"), PATIENT), KEY)).isEqualTo(LegacyOutcome.NotAdopted.UNAVAILABLE);
        assertThat(adopt(finder(new Broken("candidate"), PATIENT), KEY))
                .isEqualTo(LegacyOutcome.NotAdopted.UNAVAILABLE);
        assertThat(adopt(finder(new Broken("matches"), PATIENT), KEY)).isEqualTo(LegacyOutcome.NotAdopted.UNAVAILABLE);
    }

    @Test
    void requestsWithTheSameKeyShareOneHash() throws Exception {
        Held held = new Held();
        LegacyKeyFinder finder = finder(held, PATIENT);
        List<Pending<LegacyOutcome>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(finder.adopt(presented(KEY), KEY));
        }
        assertThat(held.began.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        held.go.countDown();

        waiting.forEach(each -> assertThat(each.await()).isInstanceOf(LegacyOutcome.Adopted.class));
        assertThat(old.hashed).hasValue(1);
    }

    @Test
    void aWaitEndsAtTheLoadTimeoutAndTheNumberOfWaitsIsBounded() throws Exception {
        Held held = new Held();
        LegacyKeyFinder finder = finder(
                held,
                CacheSettings.DEFAULT.withLoadTimeout(Duration.ofMillis(50)).withMaxWaiting(2));

        assertThat(adopt(finder, KEY)).isEqualTo(LegacyOutcome.NotAdopted.UNAVAILABLE);
        held.go.countDown();

        LegacyKeyFinder patient = finder(new Held(), PATIENT.withMaxWaiting(2));
        Pending<LegacyOutcome> first = patient.adopt(presented(KEY), KEY);
        Pending<LegacyOutcome> second = patient.adopt(presented(KEY), KEY);
        assertThat(patient.adopt(presented(KEY), KEY).await()).isEqualTo(LegacyOutcome.NotAdopted.UNAVAILABLE);
        patient.close();
        assertThat(first.await()).isEqualTo(LegacyOutcome.NotAdopted.UNAVAILABLE);
        assertThat(second.await()).isEqualTo(LegacyOutcome.NotAdopted.UNAVAILABLE);
    }

    /** Hashes once it is told to. */
    private final class Held implements LegacyKeys {

        private final CountDownLatch began = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        @Override
        public @Nullable String prefix(String key) {
            return old.prefix(key);
        }

        @Override
        public @Nullable LegacyKey candidate(String prefix) {
            began.countDown();
            try {
                go.await();
                return old.candidate(prefix);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean matches(String key, LegacyKey row) {
            return old.matches(key, row);
        }
    }

    /** Throws in one of its methods. */
    private record Broken(String where) implements LegacyKeys {

        private void check(String method, String key) {
            if (where.equals(method)) {
                throw new IllegalStateException("broken: " + key);
            }
        }

        @Override
        public String prefix(String key) {
            check("prefix", key);
            return key;
        }

        @Override
        public LegacyKey candidate(String prefix) {
            check("candidate", prefix);
            return new LegacyKey("", KeyRequest.of(KeyType.SECRET, "demo", ""));
        }

        @Override
        public boolean matches(String key, LegacyKey row) {
            check("matches", key);
            return false;
        }
    }
}
