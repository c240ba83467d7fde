package dev.keystile.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryKeyStoreTest {

    @Test
    void changesCanBeReadBeforeTheyAreReported() {
        ApiKey key = TestKeys.newRecord();
        MemoryKeyStore store = new MemoryKeyStore(List.of(key));
        List<ApiKey> seen = new ArrayList<>();
        store.subscribe(new KeyChanges() {
            @Override
            public void changed(KeyDigest digest) {
                seen.add(store.find(digest));
            }

            @Override
            public void anythingChanged() {
                throw new AssertionError();
            }
        });
        ApiKey revoked = key.revokedAt(TestKeys.CREATED);

        store.put(revoked);
        store.remove(key.digest());

        assertThat(seen).containsExactly(revoked, null);
    }

    @Test
    void anAccountIsReplacedInAllOfItsKeysBeforeItIsReported() {
        ApiKey first = TestKeys.record(TestKeys.text(KeyType.SECRET), AccountState.ACTIVE);
        ApiKey second = TestKeys.record(TestKeys.text(KeyType.PUBLISHABLE), AccountState.ACTIVE);
        ApiKey other = TestKeys.newRecord();
        MemoryKeyStore store = new MemoryKeyStore(List.of(first, second, other));
        List<String> seen = new ArrayList<>();
        store.subscribe(new KeyChanges() {
            @Override
            public void changed(KeyDigest digest) {
                throw new AssertionError();
            }

            @Override
            public void accountChanged(String accountId) {
                seen.add(accountId + " "
                        + store.find(second.digest()).project().account().state());
            }

            @Override
            public void anythingChanged() {
                throw new AssertionError();
            }
        });

        AccountRecord suspended = new AccountRecord(first.account(), AccountState.SUSPENDED, null);
        store.put(suspended);

        assertThat(seen).containsExactly("cus_42 suspended");
        assertThat(store.find(first.digest()))
                .isEqualTo(first.in(first.project().with(suspended)));
        assertThat(store.find(other.digest())).isSameAs(other);
    }

    @Test
    void aKeyIsFoundByItsDigestOnly() {
        ApiKey key = TestKeys.newRecord();
        MemoryKeyStore store = new MemoryKeyStore();
        assertThat(store.find(key.digest())).isNull();
        store.put(key);

        assertThat(store.find(KeyDigest.ofBytes(key.digest().toBytes()))).isEqualTo(key);
        assertThat(store.feed()).isEqualTo(ApiKeyStore.FeedState.CONNECTED);
    }
}
