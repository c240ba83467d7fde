package dev.keystile.assertion;

import com.nimbusds.jose.jwk.ECKey;
import dev.keystile.internal.file.RegularFile;
import dev.keystile.internal.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys in a JWK Set file, which is read again when a key is looked up, at most once a second. A file that is broken or
 * gone leaves the last keys in force, which is logged once as an error.
 */
final class FileKeys implements KeySource {

    static final Duration BETWEEN_READS = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(FileKeys.class);

    private final Path path;
    private final WatchedFile file;
    private final LongSupplier ticker;
    private Map<String, ECKey> keys;
    private long readAt;
    private @Nullable String problem;

    /** @throws IllegalArgumentException if the file cannot be read or is no JWK Set */
    FileKeys(Path path, LongSupplier ticker) {
        this.path = path;
        this.file = WatchedFile.of(path, JwkSets.MAX_BYTES);
        this.ticker = ticker;
        try {
            WatchedFile.Content content = file.read();
            keys = parse(content);
            file.use(content);
            readAt = ticker.getAsLong();
        } catch (IOException | ParseException e) {
            throw new IllegalArgumentException(wrong(e), e);
        }
    }

    @Override
    public synchronized KeyLookup find(String keyId) {
        long now = ticker.getAsLong();
        if (now - readAt >= BETWEEN_READS.toNanos()) {
            readAt = now;
            readAgain();
        }
        ECKey key = keys.get(keyId);
        return key == null && problem != null ? KeyLookup.NotFound.UNAVAILABLE : KeyLookup.of(key);
    }

    private void readAgain() {
        try {
            if (file.lookOnce() instanceof WatchedFile.Look.Changed changed) {
                keys = parse(changed.content());
                file.use(changed.content());
                LOG.info("Read {}: {} keys of assertions", path, keys.size());
            }
            problem = null;
        } catch (IOException | ParseException e) {
            String message = wrong(e);
            if (!message.equals(problem)) {
                LOG.error("{}; the last good keys stay in force", message);
            }
            problem = message;
        }
    }

    private static Map<String, ECKey> parse(WatchedFile.Content content) throws IOException, ParseException {
        try {
            return JwkSets.parse(content.text());
        } catch (RegularFile.NotRegularException | RegularFile.TooLargeException e) {
            throw new IOException("not a regular file of at most " + JwkSets.MAX_BYTES + " bytes", e);
        }
    }

    private String wrong(Exception e) {
        return "assertion.verify.jwks is " + path + ", which must be a JWK Set file: " + e;
    }
}
