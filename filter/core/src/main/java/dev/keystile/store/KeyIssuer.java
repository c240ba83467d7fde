package dev.keystile.store;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.PrintableText;
import dev.keystile.store.KeyRegistry.IssuedKey;
import dev.keystile.store.KeyRegistry.KeyRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Makes keys for registries, and says which requests make sense. */
public final class KeyIssuer {

    private static final int HINT_LENGTH = 4;

    private final KeyGenerator generator;
    private final InstantSource clock;

    /** An issuer on a source of randomness and a clock. */
    public KeyIssuer(KeyGenerator generator, InstantSource clock) {
        this.generator = generator;
        this.clock = clock;
    }

    /** The present, as precise as every store can keep it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Makes a key that is not stored yet.
     *
     * @throws IllegalArgumentException if it would have ended already
     */
    public IssuedKey make(KeyRequest request, Environment environment) {
        Instant now = now();
        if (request.expiresAt() != null && !request.expiresAt().isAfter(now)) {
            throw new IllegalArgumentException("the key would end at " + request.expiresAt() + ", which is past");
        }
        String text = generator.newKey(request.type(), environment.id());
        KeyDigest digest = Objects.requireNonNull(PresentedKey.read(text)).digest();
        KeyRecord key = new KeyRecord(
                generator.newId("key"),
                request.type(),
                environment,
                request.name(),
                digest,
                text.substring(text.length() - HINT_LENGTH),
                request.scopes(),
                request.restrictions(),
                now,
                request.expiresAt(),
                null);
        return new IssuedKey(key, text);
    }

    /**
     * The environment itself.
     *
     * @throws IllegalArgumentException if its name or its project's identifier is not printable
     */
    public Environment checked(Environment environment) {
        PrintableText.require("the environment's name", environment.name());
        PrintableText.require("the project's identifier", environment.projectId());
        return environment;
    }

    /**
     * The key as it is while its successor takes over.
     *
     * @throws IllegalArgumentException if the grace is negative, or the key has ended already
     */
    public KeyRecord inGrace(KeyRecord old, Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the grace must be zero or longer");
        }
        Instant now = now();
        if (old.isRevoked() || old.isExpiredAt(now.toEpochMilli())) {
            throw new IllegalArgumentException(
                    "key " + old.id() + " is " + (old.isRevoked() ? "revoked" : "expired") + "; issue a new one");
        }
        return old.endingAt(now.plus(grace));
    }
}
