package dev.keystile.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.keystile.internal.file.AtomicFile;
import dev.keystile.internal.file.LockedFile;
import dev.keystile.internal.file.RegularFile;
import dev.keystile.internal.file.WatchedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ES256 keys of a gateway, in a JWK Set file (RFC 7517) that its owner alone can read. A new key is published for
 * ten minutes before it signs, and an old one stays published, so that verifiers always know the key in use.
 */
public final class SigningKeys {

    /** How long a key is published before it signs. */
    static final Duration ANNOUNCEMENT = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final int MAX_KEYS = 3;
    private static final int MAX_BYTES = 64 * 1024;
    private static final Comparator<ECKey> BY_ISSUE_TIME =
            Comparator.comparing(ECKey::getIssueTime, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Path file;
    private final WatchedFile watched;
    private final InstantSource clock;
    private List<ECKey> keys = List.of();

    private SigningKeys(Path file, InstantSource clock) {
        this.file = file;
        this.watched = WatchedFile.ofFrequentLooks(file, MAX_BYTES);
        this.clock = clock;
    }

    /**
     * The keys in a file, which is made with one key if it is not there.
     *
     * @throws IllegalArgumentException if the file holds something else
     * @throws IOException if it can be neither read nor made
     */
    public static SigningKeys open(Path file, InstantSource clock) throws IOException {
        SigningKeys opened = new SigningKeys(file, clock);
        if (!Files.exists(file)) {
            AtomicFile.create(file, render(List.of(opened.generate())));
        }
        opened.read();
        return opened;
    }

    /**
     * Adds a key, which signs in ten minutes, and forgets those that are out of use. Holds a lock on a file beside the
     * file of the keys, so that two who do this at once both add theirs.
     *
     * @throws IllegalArgumentException if the file holds something else
     * @throws IOException if the file can be neither read nor written, or others have held the lock for ten seconds
     */
    public void rotate() throws IOException {
        LockedFile.of(file, "assertion.keys").run(locked -> {
            List<ECKey> next =
                    new ArrayList<>(parse(new String(RegularFile.read(locked, MAX_BYTES), StandardCharsets.UTF_8)));
            next.add(generate());
            AtomicFile.replace(locked, render(next.subList(Math.max(0, next.size() - MAX_KEYS), next.size())));
            return locked;
        });
        read();
    }

    /**
     * The key that signs now: the newest that was announced for long enough. Where none was, because the clock has been
     * put back, it is the first in the file, which was published before the others.
     */
    synchronized ECKey current() {
        readIfChanged();
        Instant announced = clock.instant().minus(ANNOUNCEMENT);
        return keys.stream()
                .filter(key -> key.getIssueTime() == null
                        || !key.getIssueTime().toInstant().isAfter(announced))
                .max(BY_ISSUE_TIME)
                .orElse(keys.get(0));
    }

    /** What verifiers need, as a JWK Set in JSON: no private key. */
    public synchronized String published() {
        readIfChanged();
        return new JWKSet(List.<JWK>copyOf(keys)).toPublicJWKSet().toString();
    }

    /** A file that has broken leaves the last keys in force; it is looked at again when it changes. */
    private void readIfChanged() {
        if (watched.lookOnce() instanceof WatchedFile.Look.Changed changed) {
            watched.use(changed.content());
            try {
                keys = parse(changed.content().text());
            } catch (IOException | IllegalArgumentException e) {
                LOG.error("The changed file of the signing keys is not taken, the last keys stay in force.", e);
            }
        }
    }

    private synchronized void read() throws IOException {
        WatchedFile.Content content = watched.read();
        keys = parse(content.text());
        watched.use(content);
    }

    private List<ECKey> parse(String json) {
        List<ECKey> found = new ArrayList<>();
        try {
            for (JWK key : JWKSet.parse(json).getKeys()) {
                if (!(key instanceof ECKey ec)
                        || !ec.isPrivate()
                        || !Curve.P_256.equals(ec.getCurve())
                        || ec.getKeyID() == null) {
                    throw wrong(null);
                }
                found.add(ec);
            }
        } catch (ParseException e) {
            throw wrong(e);
        }
        if (found.isEmpty()) {
            throw wrong(null);
        }
        return found;
    }

    private IllegalArgumentException wrong(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "assertion.keys is " + file
                        + ", which must be a JWK Set of private EC keys on the curve P-256, each with"
                        + " a kid; remove it, and it is made anew",
                cause);
    }

    private ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .issueTime(Date.from(clock.instant()))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has the curve P-256", e);
        }
    }

    private static String render(List<ECKey> keys) {
        return new JWKSet(List.<JWK>copyOf(keys)).toString(false) + "\n";
    }
}
