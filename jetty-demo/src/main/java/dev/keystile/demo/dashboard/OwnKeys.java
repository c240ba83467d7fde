package dev.keystile.demo.dashboard;

import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.jdbc.Actor;
import dev.keystile.jdbc.JdbcKeyRegistry;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.store.KeyRegistry.KeyDescription;
import dev.keystile.store.KeyStoreException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The keys that the examples show to somebody who is logged in: those of the Demo Project, and of no other. */
final class OwnKeys {

    static final String ENVIRONMENT = "demo";

    /** A key without limits runs every example. */
    private static final Comparator<KeyRecord> BEST_FIRST =
            Comparator.comparing(OwnKeys::isLimited).thenComparing(KeyRecord::createdAt, Comparator.reverseOrder());

    private static final int MAX_KEYS = 200;

    private final JdbcKeyRegistry registry;
    private final SealedKeys sealed;
    private final InstantSource clock;

    OwnKeys(JdbcKeyRegistry registry, SealedKeys sealed, InstantSource clock) {
        this.registry = registry;
        this.sealed = sealed;
        this.clock = clock;
    }

    /** The newest active key of a type that can be shown; the audit log gets a note of a secret one. */
    Optional<String> reveal(KeyType type, Actor reader) throws KeyStoreException {
        long now = clock.millis();
        List<KeyRecord> candidates = registry.newest(ENVIRONMENT, MAX_KEYS).stream()
                .map(KeyDescription::key)
                .filter(key -> key.type() == type)
                .filter(key -> !key.isRevoked() && !key.isExpiredAt(now))
                .sorted(BEST_FIRST)
                .toList();
        for (KeyRecord key : candidates) {
            Optional<String> text = sealed.reveal(key);
            if (text.isPresent()) {
                if (type == KeyType.SECRET) {
                    registry.as(reader).recordReveal(key.id());
                }
                return text;
            }
        }
        return Optional.empty();
    }

    private static boolean isLimited(KeyRecord key) {
        return !key.scopes().isUnrestricted() || !key.restrictions().equals(Restrictions.NONE);
    }
}
