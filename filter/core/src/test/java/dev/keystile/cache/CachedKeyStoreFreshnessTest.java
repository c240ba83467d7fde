package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CachedKeyStoreFreshnessTest extends CacheFixture {

    @Test
    void aFreshKeyNeedsNoLookupInTheStore() {
        ApiKey key = cached();
        ticker.advance(FRESH.dividedBy(2));

        for (int i = 0; i < 100; i++) {
            assertKnown(key);
        }

        assertThat(store.finds).hasValue(1);
        assertThat(listener.hits).hasValue(100);
    }

    @Test
    void whatIsFreshIsFoundWithoutTheStore() {
        ApiKey key = cached();
        KeyDigest nobody = TestKeys.digest(1);
        assertUnknown(find(nobody));

        assertKnown(cache.findCached(key.digest()), key);
        assertUnknown(cache.findCached(nobody));
        assertThat(cache.findCached(TestKeys.digest(2))).isNull();

        ticker.advance(FRESH);
        assertThat(cache.findCached(key.digest())).isNull();
        assertThat(cache.findCached(nobody)).isNull();
        assertThat(store.finds).hasValue(2);
        assertThat(listener.hits).hasValue(2);
    }

    @Test
    void whatIsMadeOfARecordIsMadeOncePerLoad() {
        ApiKey key = cached();

        Lookup.Known<?> first = (Lookup.Known<?>) find(key);
        Lookup.Known<?> second = (Lookup.Known<?>) find(key);

        assertThat(second.principal()).isSameAs(first.principal());
    }

    @Test
    void manyRequestsWithOneKeyAtOnceCauseOneLookUp() throws Exception {
        ApiKey key = stored();
        ScriptedStore.Gate gate = gate(key);
        List<LookupThread> lookups = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lookups.add(startLookup(key));
        }

        gate.open();

        for (LookupThread lookup : lookups) {
            assertKnown(lookup.result(), key);
        }
        assertThat(store.finds).hasValue(1);
    }

    @Test
    void aLoadThatEndsBetweenALookAndALoadIsNotMadeAgain() {
        ApiKey key = stored();
        KeyDigest nobody = TestKeys.digest(1);
        Deque<KeyDigest> inBetween = new ArrayDeque<>();
        cache(SETTINGS, ApiKey::id, new CacheListener() {
            @Override
            public void miss() {
                KeyDigest digest = inBetween.poll();
                if (digest != null) {
                    find(digest);
                }
            }
        });

        inBetween.add(key.digest());
        assertKnown(key);
        inBetween.add(nobody);
        assertUnknown(find(nobody));

        assertThat(store.finds).hasValue(2);
    }

    @Test
    void aRevokedKeyIsSeenAsRevokedOnceItsEntryIsNoLongerFresh() {
        ApiKey key = cached();
        ApiKey revoked = key.revokedAt(Instant.EPOCH);
        store.put(revoked);

        ticker.advance(FRESH.multipliedBy(6).dividedBy(10));
        assertKnown(key);
        ticker.advance(FRESH.multipliedBy(4).dividedBy(10));
        assertKnown(revoked);
    }

    @Test
    void aDeletedKeyIsUnknownOnceItsEntryIsNoLongerFresh() {
        ApiKey key = cached();
        store.remove(key);
        ticker.advance(FRESH);

        assertUnknown(find(key));
        assertUnknown(find(key));
        assertThat(store.finds).hasValue(2);
        assertThat(cache.size()).isZero();
    }

    @Test
    void ageCountsFromTheStartOfTheLoad() throws Exception {
        ApiKey key = stored();
        ScriptedStore.Gate gate = gate(key);
        LookupThread thread = startLookup(key);
        gate.awaitReached();
        ticker.advance(FRESH);
        gate.open();
        assertKnown(thread.result(), key);

        assertKnown(key);

        assertThat(store.finds).hasValue(2);
    }

    @Test
    void aRequestThatJoinsALoadGetsNothingOlderThanFreshFor() throws Exception {
        cache(SETTINGS.withLoadTimeout(FRESH.multipliedBy(2)));
        ApiKey key = stored();
        ScriptedStore.Gate gate = gate(key);
        LookupThread first = startLookup(key);
        gate.awaitReached();
        ApiKey revoked = key.revokedAt(Instant.EPOCH);
        store.put(revoked);
        ticker.advance(FRESH);
        LookupThread second = startLookup(key);

        gate.open();

        assertKnown(first.result(), key);
        assertKnown(second.result(), revoked);
        assertThat(store.finds).hasValue(2);
    }

    @Test
    void aHotKeyIsRefreshedOnceInTheBackgroundBeforeItIsOld() {
        ApiKey key = cached();
        ticker.advance(FRESH.multipliedBy(69).dividedBy(100));
        assertKnown(key);
        assertThat(store.finds).hasValue(1);

        ScriptedStore.Gate gate = gate(key);
        ticker.advance(FRESH.multipliedBy(22).dividedBy(100));
        for (int i = 0; i < 20; i++) {
            assertKnown(key);
        }
        awaitFinds(2);
        gate.open();
        awaitLoads(2);
        assertThat(listener.misses).hasValue(1);

        ticker.advance(FRESH.multipliedBy(60).dividedBy(100));
        assertKnown(key);
        assertThat(store.finds).as("fresh again, counted from the refresh").hasValue(2);
    }

    @Test
    void keysThatWereLoadedTogetherAreNotRefreshedTogether() {
        Set<Duration> ages = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            CacheEntry<String> entry = (CacheEntry<String>) find(stored());
            ages.add(Duration.ofNanos(entry.refreshAt() - entry.startedAt()));
        }

        assertThat(ages)
                .hasSizeGreaterThan(1)
                .allMatch(age -> age.compareTo(FRESH.multipliedBy(7).dividedBy(10)) >= 0)
                .allMatch(age -> age.compareTo(FRESH.multipliedBy(9).dividedBy(10)) < 0);
    }

    @Test
    void anUnknownKeyIsNotLookedUpAgainWithinNegativeFor() {
        KeyDigest nobody = TestKeys.digest(1);
        assertUnknown(find(nobody));
        ticker.advance(NEGATIVE.minus(MOMENT));
        assertUnknown(find(nobody));
        assertThat(store.finds).hasValue(1);
        assertThat(listener.hits).hasValue(1);
        assertThat(cache.negativeSize()).isOne();

        ticker.advance(MOMENT);
        assertUnknown(find(nobody));
        assertThat(store.finds).hasValue(2);
    }

    @Test
    void aKeyMadeRightAfterAMissWorksAfterNegativeFor() {
        ApiKey key = TestKeys.newRecord();
        assertUnknown(find(key));
        store.put(key);

        assertUnknown(find(key));
        ticker.advance(NEGATIVE);
        assertKnown(key);
        assertThat(cache.negativeSize()).as("known now").isZero();
    }

    @Test
    void healthTellsHowLongAgoTheStoreResponded() {
        assertThat(cache.health().sinceLastResponse()).isNull();
        cached();
        ticker.advance(NEGATIVE);

        assertThat(cache.health().sinceLastResponse()).isEqualTo(NEGATIVE);
        assertThat(cache.health().isHealthy()).isTrue();
    }
}
