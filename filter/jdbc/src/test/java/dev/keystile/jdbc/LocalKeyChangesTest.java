package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.TestTimeout;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyEdit;
import dev.keystile.admin.KeyRequest;
import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.cache.Lookup;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.LocalKeyChanges;
import dev.keystile.store.file.KeyFile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalKeyChangesTest {

    private static final Actor ANNA = new Actor("anna", "build-7");

    private final LocalKeyChanges changes = new LocalKeyChanges();
    private HikariDataSource dataSource;
    private KeyAdmin admin;
    private SlowStore store;
    private CachedKeyStore<String> cache;

    @BeforeEach
    void open() throws Exception {
        dataSource = Database.H2.migrated();
        admin = KeyAdmin.on(new JdbcAdminStore(dataSource).reportingTo(changes));
        Database.add(dataSource, TestKeys.DEMO);
        store = new SlowStore(new JdbcKeyStore(dataSource));
        cache = new CachedKeyStore<>(
                changes.reportedBy(store),
                CacheSettings.DEFAULT.withLoadTimeout(Duration.ofSeconds(20)),
                ApiKey::id,
                CacheListener.NONE);
    }

    @AfterEach
    void close() {
        cache.close();
        dataSource.close();
    }

    @Test
    void everyChangeOfACachedKeyIsSeenByTheNextRequest() throws Exception {
        ApiKey key = issue();
        assertThat(known(key)).isEqualTo(key);

        admin.edit(ANNA, key.id(), KeyEdit.none().name("other"));
        assertThat(known(key).name()).isEqualTo("other");
        ApiKey successor = admin.roll(ANNA, key.id(), Duration.ZERO).record();
        assertThat(known(key).expiresAt()).isNotNull();
        assertThat(known(successor)).isEqualTo(successor);
        admin.revoke(new Actor("bert", "dashboard"), successor.id());
        assertThat(known(successor).isRevoked()).isTrue();
    }

    @Test
    void anImportedKeyIsKnownAtOnceThoughItWasUnknownBefore() throws Exception {
        ApiKey key = TestKeys.newRecord();
        assertThat(cache.find(key.digest()).await()).isInstanceOf(Lookup.Unknown.class);
        KeyFile file = KeyFile.ofDefaultAccount(admin.projects(null), List.of(key));

        new KeyImport(dataSource, InstantSource.system(), ANNA)
                .reportingTo(changes)
                .run(file, done -> {});

        assertThat(known(key).id()).isEqualTo(key.id());
    }

    /** The row was read before the revocation is committed, and would be put into the cache after it is reported. */
    @Test
    void aLoadThatIsUnderWayWhileAChangeCommitsDoesNotPutTheOldKeyBack() throws Exception {
        ApiKey key = issue();
        store.hold();
        CompletableFuture<Lookup<String>> before =
                CompletableFuture.supplyAsync(() -> cache.find(key.digest()).await());
        assertThat(store.hasRead.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();

        admin.revoke(ANNA, key.id());
        assertThat(known(key).isRevoked()).isTrue();
        store.mayReturn.countDown();
        assertThat(before.get(TestTimeout.SECONDS, TimeUnit.SECONDS)).isInstanceOf(Lookup.Known.class);

        assertThat(known(key).isRevoked()).isTrue();
    }

    @Test
    void aChangeIsReportedAfterItCanBeRead() throws Exception {
        ApiKey key = issue();
        List<Boolean> revoked = new ArrayList<>();
        changes.reportedBy(store).subscribe(new KeyChanges() {
            @Override
            public void changed(KeyDigest digest) {
                try {
                    revoked.add(new JdbcKeyStore(dataSource).find(digest).isRevoked());
                } catch (KeyStoreException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void anythingChanged() {
                throw new IllegalStateException("too much is said to have changed");
            }
        });

        admin.revoke(ANNA, key.id());

        assertThat(revoked).containsExactly(true);
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromHearing() throws Exception {
        changes.reportedBy(store).subscribe(new FailingListener());
        ApiKey key = issue();
        assertThat(known(key)).isEqualTo(key);
        changes.reportedBy(store).subscribe(new FailingListener());

        admin.revoke(ANNA, key.id());

        assertThat(known(key).isRevoked()).isTrue();
    }

    @Test
    void aStoreThatIsClosedIsToldOfNothing() throws Exception {
        List<KeyDigest> heard = new ArrayList<>();
        ApiKeyStore reporting = changes.reportedBy(new JdbcKeyStore(dataSource));
        reporting.subscribe(new KeyChanges() {
            @Override
            public void changed(KeyDigest digest) {
                heard.add(digest);
            }

            @Override
            public void anythingChanged() {}
        });
        ApiKey key = issue();
        reporting.close();
        admin.revoke(ANNA, key.id());

        assertThat(heard).containsExactly(key.digest());
    }

    @Test
    void anAccountIsReportedAsAnAccount() {
        List<String> heard = new ArrayList<>();
        changes.reportedBy(store).subscribe(new KeyChanges() {
            @Override
            public void changed(KeyDigest digest) {
                throw new IllegalStateException("no key was changed alone");
            }

            @Override
            public void accountChanged(String accountId) {
                heard.add(accountId);
            }

            @Override
            public void anythingChanged() {
                throw new IllegalStateException("too much is said to have changed");
            }
        });

        changes.accountChanged("cus_42");

        assertThat(heard).containsExactly("cus_42");
    }

    @Test
    void whatIsRolledBackChangesNothing() throws Exception {
        ApiKey key = issue();
        assertThat(known(key)).isEqualTo(key);
        assertThatThrownBy(() -> admin.edit(ANNA, key.id(), KeyEdit.none().name("n".repeat(10_000))))
                .isInstanceOf(InvalidException.class);
        assertThat(known(key)).isEqualTo(key);
    }

    private ApiKey issue() throws Exception {
        return admin.issue(ANNA, KeyRequest.of(KeyType.SECRET, "demo", "ci")).record();
    }

    private ApiKey known(ApiKey key) {
        return ((Lookup.Known<String>) cache.find(key.digest()).await()).record();
    }

    private static final class FailingListener implements KeyChanges {
        @Override
        public void changed(KeyDigest digest) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void anythingChanged() {
            throw new IllegalStateException("broken");
        }
    }

    /** Holds one look-up back after it has read. */
    private static final class SlowStore implements ApiKeyStore {
        private final ApiKeyStore store;
        private final CountDownLatch hasRead = new CountDownLatch(1);
        private final CountDownLatch mayReturn = new CountDownLatch(1);
        private volatile boolean holds;

        SlowStore(ApiKeyStore store) {
            this.store = store;
        }

        void hold() {
            holds = true;
        }

        @Override
        public ApiKey find(KeyDigest digest) throws KeyStoreException {
            ApiKey record = store.find(digest);
            if (holds) {
                holds = false;
                hasRead.countDown();
                try {
                    mayReturn.await(TestTimeout.SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return record;
        }
    }
}
