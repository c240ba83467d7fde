package dev.keystile.demo.dashboard;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyQuery;
import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyState;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys in the examples for a user who is logged in: keys of the Demo Project, never of another. */
final class OwnKeys {

    static final String ENVIRONMENT = "demo";

    /** A key without limits runs every example. */
    private static final Comparator<ApiKey> BEST_FIRST =
            Comparator.comparing(OwnKeys::isLimited).thenComparing(ApiKey::createdAt, Comparator.reverseOrder());

    private static final int MAX_KEYS = 200;

    private final KeyAdmin admin;
    private final SealedKeys sealed;

    OwnKeys(KeyAdmin admin, SealedKeys sealed) {
        this.admin = admin;
        this.sealed = sealed;
    }

    /** The newest active key of an account and a type that can be shown; the audit log gets a note of a secret one. */
    Optional<String> reveal(String accountId, KeyType type, Actor reader) throws AdminException {
        KeyQuery newest = KeyQuery.all()
                .account(accountId)
                .environment(ENVIRONMENT)
                .type(type)
                .states(Set.of(KeyState.ACTIVE))
                .newestFirst()
                .limit(MAX_KEYS);
        List<ApiKey> candidates = admin.list(newest).keys().stream()
                .map(KeyDescription::key)
                .sorted(BEST_FIRST)
                .toList();
        for (ApiKey key : candidates) {
            Optional<String> text = sealed.reveal(key);
            if (text.isPresent()) {
                if (type == KeyType.SECRET) {
                    admin.recordReveal(reader, key.id());
                }
                return text;
            }
        }
        return Optional.empty();
    }

    private static boolean isLimited(ApiKey key) {
        return !key.scopes().isUnrestricted() || !key.restrictions().equals(Restrictions.NONE);
    }
}
