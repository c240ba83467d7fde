package dev.keystile.decision;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.keystile.TestTimeout;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.legacy.LegacyKey;
import dev.keystile.legacy.LegacyKeyFinder;
import dev.keystile.legacy.LegacyKeys;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.request.FakeRequest;
import dev.keystile.route.RouteTable;
import dev.keystile.store.MemoryKeyStore;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Lets one key in a thousand times, refuses another as often, and dumps the heap. Holds the keys themselves only
 * as long as a request takes.
 */
final class HeapSearchDriver {

    private static final byte MASK = 0x5a;

    static String planted;

    private HeapSearchDriver() {}

    static String masked(String key) {
        return HexFormat.of().formatHex(xor(key.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String unmasked(String hex) {
        return new String(xor(HexFormat.of().parseHex(hex)), StandardCharsets.US_ASCII);
    }

    private static byte[] xor(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= MASK;
        }
        return bytes;
    }

    /** Takes the masked key, its digest, a masked unknown key, the file for the dump, and {@code plant} to keep copies. */
    public static void main(String[] arguments) throws Exception {
        ApiKey record = new ApiKey(
                "key_1",
                KeyType.SECRET,
                Project.ofDefault("prj_1", new Environment("demo", "Demo")),
                "",
                KeyDigest.ofHex(arguments[1]),
                null,
                Scopes.all(),
                Restrictions.NONE,
                Instant.EPOCH,
                null,
                null);
        CacheSettings cache = CacheSettings.DEFAULT.withLoadTimeout(TestTimeout.MAX);
        try (CachedKeyStore<KnownKey> keys =
                new CachedKeyStore<>(new MemoryKeyStore(List.of(record)), cache, KnownKey::of, CacheListener.NONE)) {
            LegacyKeyFinder legacy = new LegacyKeyFinder(new SlowKeys(), noAdmin(), cache);
            Authenticator authenticator = new AuthenticatorBuilder(RouteTable.of(List.of()), keys)
                    .legacyKeys(legacy)
                    .build();
            for (int i = 0; i < 1000; i++) {
                Decision known = decide(authenticator, arguments[0], i % 2 == 0);
                Decision unknown = decide(authenticator, arguments[2], i % 2 == 0);
                if (!(known instanceof Decision.Granted) || !isRefusedAsUnknown(unknown)) {
                    throw new IllegalStateException(known + ", " + unknown);
                }
            }
            if (arguments[4].equals("plant")) {
                planted = unmasked(arguments[0]) + unmasked(arguments[2]);
            }
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[3], true);
        }
    }

    /** An earlier system that has a row for each key, which no key matches. */
    private static final class SlowKeys implements LegacyKeys {

        @Override
        public String prefix(String key) {
            return key.substring(0, 8);
        }

        @Override
        public LegacyKey candidate(String prefix) {
            return new LegacyKey(prefix, KeyRequest.of(KeyType.SECRET, "demo", ""));
        }

        @Override
        public boolean matches(String key, LegacyKey row) {
            return key.equals(row.hash());
        }
    }

    /** An administration that is never called, since no key matches. */
    private static KeyAdmin noAdmin() {
        return (KeyAdmin) Proxy.newProxyInstance(
                KeyAdmin.class.getClassLoader(), new Class<?>[] {KeyAdmin.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException(method.getName());
                });
    }

    private static Decision decide(Authenticator authenticator, String masked, boolean bearer) {
        String key = unmasked(masked);
        String field = bearer
                ? "Bearer " + key
                : "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.US_ASCII));
        return authenticator.decide(FakeRequest.authorization(field)).await();
    }

    private static boolean isRefusedAsUnknown(Decision decision) {
        return decision instanceof Decision.Denied denied && denied.refusal() == DenyReason.UNKNOWN_KEY;
    }
}
