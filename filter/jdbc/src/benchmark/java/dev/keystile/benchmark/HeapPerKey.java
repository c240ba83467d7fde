package dev.keystile.benchmark;

import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.policy.KnownKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jol.info.GraphLayout;

/** How much heap a cached key takes, beside its record. */
final class HeapPerKey {

    private static final int MANY = 50_000;

    private HeapPerKey() {}

    static long bytes() {
        return (beyondRecords(MANY) - beyondRecords(1)) / (MANY - 1);
    }

    private static long beyondRecords(int keys) {
        SampleKeys samples = new SampleKeys(7);
        Map<KeyDigest, ApiKey> records = new HashMap<>();
        try (CachedKeyStore<KnownKey> cache = new CachedKeyStore<>(
                records::get, CacheSettings.DEFAULT.withMaxKeys(keys), KnownKey::of, CacheListener.NONE)) {
            for (int i = 0; i < keys; i++) {
                String text = samples.next(KeyType.SECRET);
                ApiKey record = samples.record(text);
                records.put(record.digest(), record);
                cache.find(Objects.requireNonNull(PresentedKey.read(text)).digest())
                        .await();
            }
            return GraphLayout.parseInstance(cache, records).totalSize()
                    - GraphLayout.parseInstance(records).totalSize();
        }
    }
}
