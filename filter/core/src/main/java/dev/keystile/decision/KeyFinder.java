package dev.keystile.decision;

import dev.keystile.async.Pending;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.cache.Lookup;
import dev.keystile.credential.PresentedTexts;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyFormat;
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

    /** The key, if neither the store nor legacy keys are needed for it; else null. */
    @Nullable
    Lookup<KnownKey> findCached(PresentedKey key) {
        Lookup<KnownKey> lookup = keys.findCached(key.digest());
        return legacy == null || lookup instanceof Lookup.Known ? lookup : null;
    }

    /** Whether the key has the format of keys and a wrong checksum, so that no store knows it. */
    boolean isMistyped(RequestView request, PresentedKey key) {
        String text = key.type() == null ? null : text(request, key.digest());
        return text != null && KeyFormat.isMistyped(text);
    }

    Lookup<KnownKey> find(RequestView request, PresentedKey key) {
        Lookup<KnownKey> lookup = keys.find(key.digest());
        return legacy == null || lookup instanceof Lookup.Known ? lookup : orLegacy(lookup, request, key, legacy);
    }

    private Lookup<KnownKey> orLegacy(
            Lookup<KnownKey> lookup, RequestView request, PresentedKey key, LegacyKeyFinder finder) {
        if (lookup instanceof Lookup.Loading<KnownKey> loading) {
            return new Lookup.Loading<>(loading.result()
                    .then(found -> found instanceof Lookup.Unknown
                            ? searched(found, request, key, finder)
                            : Pending.completed(found)));
        }
        if (!(lookup instanceof Lookup.Unknown)) {
            return lookup;
        }
        LegacyOutcome recent = finder.recent(key.digest());
        return recent == null ? new Lookup.Loading<>(searched(lookup, request, key, finder)) : result(recent, lookup);
    }

    private Pending<Lookup<KnownKey>> searched(
            Lookup<KnownKey> unknown, RequestView request, PresentedKey key, LegacyKeyFinder finder) {
        LegacyOutcome recent = finder.recent(key.digest());
        if (recent != null) {
            return Pending.completed(result(recent, unknown));
        }
        String text = text(request, key.digest());
        return text == null
                ? Pending.completed(unknown)
                : finder.adopt(key, text).map(outcome -> afterSearch(outcome, unknown, key.digest()));
    }

    private Lookup<KnownKey> afterSearch(LegacyOutcome outcome, Lookup<KnownKey> unknown, KeyDigest digest) {
        if (outcome instanceof LegacyOutcome.Adopted) {
            keys.changed(digest);
        }
        return result(outcome, unknown);
    }

    private static Lookup<KnownKey> result(LegacyOutcome outcome, Lookup<KnownKey> unknown) {
        if (outcome instanceof LegacyOutcome.Adopted adopted) {
            // The store may not show a key yet that was adopted a moment ago.
            return Lookup.Known.of(adopted.record(), KnownKey.of(adopted.record()));
        }
        return outcome == LegacyOutcome.NotAdopted.UNKNOWN ? unknown : UNAVAILABLE;
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
