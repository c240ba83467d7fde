package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheEntriesTest {

    private static final long NOW = -5;
    private static final long FRESH = CacheSettings.DEFAULT.freshFor().toNanos();
    private static final long STALE = CacheSettings.DEFAULT.staleFor().toNanos();
    private static final long NEGATIVE = CacheSettings.DEFAULT.negativeFor().toNanos();
    private static final KeyDigest NOBODY = TestKeys.digest(1);

    private final CacheEntries<String> entries = new CacheEntries<>(CacheSettings.DEFAULT);
    private final ApiKey key = TestKeys.newRecord();

    private CacheEntry<String> kept() {
        CacheEntry<String> entry = new CacheEntry<>(
                key,
                key.id(),
                NOW,
                NOW,
                entries.changes.last(),
                entries.changes.account(key.account().id()));
        entries.keep(entry);
        return entry;
    }

    @Test
    void anEntryIsFreshForFreshForAndUsableForStaleFor() {
        CacheEntry<String> entry = kept();

        assertThat(entries.known(key.digest())).isSameAs(entry);
        assertThat(entries.isFresh(entry, NOW + FRESH - 1)).isTrue();
        assertThat(entries.isFresh(entry, NOW + FRESH)).isFalse();
        assertThat(entries.isUsable(entry, NOW + STALE - 1)).isTrue();
        assertThat(entries.isUsable(entry, NOW + STALE)).isFalse();
        assertThat(entries.fresh(key.digest(), NOW)).isSameAs(entry);
        assertThat(entries.fresh(key.digest(), NOW + FRESH)).isNull();
    }

    @Test
    void anUnknownDigestIsUnknownForNegativeFor() {
        assertThat(entries.fresh(NOBODY, NOW)).isNull();

        entries.keepUnknown(NOBODY, NOW, 0);

        assertThat(entries.isUnknown(NOBODY, NOW + NEGATIVE - 1)).isTrue();
        assertThat(entries.isUnknown(NOBODY, NOW + NEGATIVE)).isFalse();
        assertThat(entries.fresh(NOBODY, NOW)).isSameAs(entries.noSuchKey);
        assertThat(entries.fresh(NOBODY, NOW + NEGATIVE)).isNull();
        assertThat(entries.negativeSize()).isOne();
    }

    @Test
    void whatWasFoundLastReplacesWhatWasFoundBefore() {
        entries.keepUnknown(key.digest(), NOW, 0);
        kept();
        assertThat(entries.negativeSize()).isZero();
        assertThat(entries.size()).isOne();

        entries.keepUnknown(key.digest(), NOW, 0);
        assertThat(entries.size()).isZero();
        assertThat(entries.negativeSize()).isOne();
    }

    @Test
    void aDigestThatIsRemovedIsNeitherKnownNorUnknown() {
        kept();
        entries.keepUnknown(NOBODY, NOW, 0);

        entries.remove(key.digest());
        entries.remove(NOBODY);

        assertThat(entries.fresh(key.digest(), NOW)).isNull();
        assertThat(entries.fresh(NOBODY, NOW)).isNull();
    }

    @Test
    void aChangeOvertakesEntriesMissesAndLoadsFromBefore() {
        CacheEntry<String> entry = kept();
        entries.keepUnknown(NOBODY, NOW, 0);
        InFlightLoad<String> load = load(key.digest());
        InFlightLoad<String> first = load(NOBODY);
        assertThat(entries.isTooOld(entry, NOW)).isFalse();
        assertThat(entries.isOvertaken(load)).isFalse();

        entries.changes.accountChanged(key.account().id());

        assertThat(entries.isTooOld(entry, NOW)).isTrue();
        assertThat(entries.isTooOld(entries.noSuchKey, NOW)).isFalse();
        assertThat(entries.isFresh(entry, NOW)).isFalse();
        assertThat(entries.isUsable(entry, NOW)).isFalse();
        assertThat(entries.isOvertaken(load)).isTrue();
        assertThat(entries.isOvertaken(first)).as("whose account is not known").isFalse();
        assertThat(entries.isUnknown(NOBODY, NOW)).isTrue();

        entries.changes.allChanged();

        assertThat(entries.isOvertaken(first)).isTrue();
        assertThat(entries.isUnknown(NOBODY, NOW)).isFalse();
        assertThat(entries.isOvertaken(load(NOBODY))).isFalse();
    }

    @Test
    void noMoreDigestsAreKeptThanAllowed() {
        CacheEntries<String> none = new CacheEntries<>(CacheSettings.DEFAULT.withMaxNegative(0));
        none.keepUnknown(NOBODY, NOW, 0);

        assertThat(none.isUnknown(NOBODY, NOW)).isFalse();
    }

    @Test
    void aSlowSourceIsSparedForNegativeFor() {
        FakeTicker ticker = new FakeTicker();
        RecentDigests<String> recent = new RecentDigests<>(CacheSettings.DEFAULT, ticker);
        assertThat(recent.get(NOBODY)).isNull();

        recent.put(NOBODY, "unknown");

        ticker.advance(Duration.ofNanos(NEGATIVE - 1));
        assertThat(recent.get(NOBODY)).isEqualTo("unknown");
        ticker.advance(Duration.ofNanos(1));
        assertThat(recent.get(NOBODY)).isNull();
    }

    private InFlightLoad<String> load(KeyDigest digest) {
        return new InFlightLoad<>(digest, new LoadBulkhead<>(1, 1, 1, 1), entries.changes.last());
    }
}
