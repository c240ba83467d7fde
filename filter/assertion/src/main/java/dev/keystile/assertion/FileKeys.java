package dev.keystile.assertion;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys in a JWK Set file, which is read again when a key is asked for, at most once a second. A file that is broken or
 * gone leaves the last keys in force, which is logged once as an error.
 */
final class FileKeys implements KeySource {

    static final Duration BETWEEN_READS = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(FileKeys.class);

    private final Path file;
    private final LongSupplier ticker;
    private String text;
    private Map<String, ECKey> keys;
    private long readAt;
    private @Nullable String problem;

    /** @throws IllegalArgumentException if the file cannot be read or is no JWK Set */
    FileKeys(Path file, LongSupplier ticker) {
        this.file = file;
        this.ticker = ticker;
        try {
            text = read();
            keys = JwkSets.parse(text);
            readAt = ticker.getAsLong();
        } catch (IOException | ParseException e) {
            throw new IllegalArgumentException(wrong(e), e);
        }
    }

    @Override
    public synchronized @Nullable ECKey find(String keyId) throws UnavailableException {
        long now = ticker.getAsLong();
        if (now - readAt >= BETWEEN_READS.toNanos()) {
            readAt = now;
            readAgain();
        }
        ECKey key = keys.get(keyId);
        if (key == null && problem != null) {
            throw new UnavailableException(problem);
        }
        return key;
    }

    private void readAgain() {
        try {
            String next = read();
            if (!next.equals(text)) {
                keys = JwkSets.parse(next);
                text = next;
                LOG.info("Read {}: {} keys of assertions", file, keys.size());
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

    /** Not of a device or a pipe, which might never end. */
    private String read() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile() || attributes.size() > JwkSets.MAX_BYTES) {
            throw new IOException("not a regular file of at most " + JwkSets.MAX_BYTES + " bytes");
        }
        return Files.readString(file);
    }

    private String wrong(Exception e) {
        return "assertion.verify.jwks is " + file + ", which must be a JWK Set file: " + e;
    }
}
