package dev.keystile.verdict;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.keystile.credential.HeaderCredentialReader;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.key.Scopes;
import dev.keystile.route.RouteTable;
import dev.keystile.store.CacheListener;
import dev.keystile.store.CacheSettings;
import dev.keystile.store.CachedKeyStore;
import dev.keystile.store.MemoryKeyStore;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Lets one key in a thousand times and dumps the heap. Holds the key itself only as long as a request takes. */
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

    /** Takes the masked key, its digest, the file for the dump, and {@code plant} to keep a copy. */
    public static void main(String[] arguments) throws Exception {
        KeyRecord record = new KeyRecord(
                "key_1",
                KeyType.SECRET,
                new Environment("demo", "Demo", "prj_1"),
                "",
                KeyDigest.ofHex(arguments[1]),
                null,
                Scopes.all(),
                Instant.EPOCH,
                null,
                null);
        try (CachedKeyStore<Verdict.Granted> keys = new CachedKeyStore<>(
                new MemoryKeyStore(List.of(record)),
                CacheSettings.DEFAULT,
                known -> new Verdict.Granted(Identity.of(known)),
                CacheListener.NONE)) {
            Authenticator authenticator = new Authenticator(
                    new HeaderCredentialReader(true, null),
                    RouteTable.of(List.of()),
                    keys,
                    BrowserPolicy.DEFAULT,
                    VerdictListener.NONE,
                    InstantSource.system());
            for (int i = 0; i < 1000; i++) {
                letIn(authenticator, arguments[0], i % 2 == 0);
            }
            if (arguments[3].equals("plant")) {
                planted = unmasked(arguments[0]);
            }
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[2], true);
        }
    }

    private static void letIn(Authenticator authenticator, String masked, boolean bearer) {
        String key = unmasked(masked);
        String field = bearer
                ? "Bearer " + key
                : "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.US_ASCII));
        Verdict verdict = authenticator.decide(new SampleRequest(field));
        if (!(verdict instanceof Verdict.Granted)) {
            throw new IllegalStateException("not let in: " + verdict);
        }
    }
}
