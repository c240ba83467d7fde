package dev.keystile.assertion;

import com.nimbusds.jose.jwk.ECKey;
import dev.keystile.async.Pending;
import org.jspecify.annotations.Nullable;

/** The result of a search for a key by its name: found, not found, or being fetched. */
sealed interface KeyLookup {

    /** There is such a key. */
    record Found(ECKey key) implements KeyLookup {}

    /** There is no key to verify with. */
    enum NotFound implements KeyLookup {
        /** The set of keys, as it was read or fetched last, has none of this name. */
        NO_SUCH_KEY,
        /** Unavailable: the keys cannot be fetched or read, and the known ones lack this name. */
        UNAVAILABLE
    }

    /**
     * The keys are fetched.
     *
     * @param result found or not found, never fetching again. A result that is never taken holds nothing
     */
    record Fetching(Pending<KeyLookup> result) implements KeyLookup {}

    /** What a set of keys says: found, or that there is no such key where {@code key} is null. */
    static KeyLookup of(@Nullable ECKey key) {
        return key == null ? NotFound.NO_SUCH_KEY : new Found(key);
    }
}
