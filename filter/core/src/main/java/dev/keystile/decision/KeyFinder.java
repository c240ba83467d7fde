package dev.keystile.decision;

import dev.keystile.async.Pending;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.cache.Lookup;
import dev.keystile.credential.PresentedTexts;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.PresentedKey;
import dev.keystile.legacy.LegacyKeyFinder;
import dev.keystile.legacy.LegacyOutcome;
import dev.keystile.policy.KnownKey;
import dev.keystile.request.RequestView;
import org.jspecify.annotations.Nullable;

/** Finds the key of a request in the store and, if the store does not know the key, among legacy keys. */
final class KeyFinder {

    private static final Lookup<KnownKey> UNAVAILABLE = new Lookup.Unavailable<>(true);

    private final CachedKeyStore<KnownKey> keys;
    private final @Nullable LegacyKeyFinder legacy;
    private final PresentedTexts texts;

    KeyFinder(AuthenticatorBuilder parts) {
        keys = parts.keys;
        legacy = parts.legacyKeys;
        texts = parts.presentedTexts;
    }

    Lookup<KnownKey> find(RequestView request, PresentedKey key) {
        Lookup<KnownKey> lookup = keys.find(key.digest());
        return legacy == null || lookup instanceof Lookup.Known ? lookup : orLegacy(lookup, request, key, legacy);
    }

    private Lookup<KnownKey> orLegacy(
            Lookup<KnownKey> lookup, RequestView request, PresentedKey key, LegacyKeyFinder finder) {
        if (lookup instanceof Lookup.Loading<KnownKey> loading) {
            return new Lookup.Loading<>(loading.result()
                    .then(found -> found instanceof Lookup.Unknown && !finder.isKnownMiss(key.digest())
                            ? adopted(found, request, key, finder)
                            : Pending.completed(found)));
        }
        return lookup instanceof Lookup.Unknown && !finder.isKnownMiss(key.digest())
                ? new Lookup.Loading<>(adopted(lookup, request, key, finder))
                : lookup;
    }

    private Pending<Lookup<KnownKey>> adopted(
            Lookup<KnownKey> unknown, RequestView request, PresentedKey key, LegacyKeyFinder finder) {
        String text = text(request, key.digest());
        if (text == null) {
            return Pending.completed(unknown);
        }
        return finder.adopt(key, text).then(outcome -> afterSearch(outcome, unknown, key.digest()));
    }

    private Pending<Lookup<KnownKey>> afterSearch(LegacyOutcome outcome, Lookup<KnownKey> unknown, KeyDigest digest) {
        return switch (outcome) {
            case ADOPTED -> loadAgain(digest);
            case UNKNOWN -> Pending.completed(unknown);
            case UNAVAILABLE -> Pending.completed(UNAVAILABLE);
        };
    }

    /** The record that the key has in the store now. A store that does not show it yet has not said that there is none. */
    private Pending<Lookup<KnownKey>> loadAgain(KeyDigest digest) {
        keys.changed(digest);
        Lookup<KnownKey> lookup = keys.find(digest);
        Pending<Lookup<KnownKey>> found =
                lookup instanceof Lookup.Loading<KnownKey> loading ? loading.result() : Pending.completed(lookup);
        return found.map(known -> known instanceof Lookup.Unknown ? UNAVAILABLE : known);
    }

    /** The text of the key, read anew from the request: nothing else holds it. */
    private @Nullable String text(RequestView request, KeyDigest digest) {
        for (String text : texts.of(request)) {
            PresentedKey presented = PresentedKey.readAny(text);
            if (presented != null && presented.digest().equals(digest)) {
                return text;
            }
        }
        return null;
    }
}
