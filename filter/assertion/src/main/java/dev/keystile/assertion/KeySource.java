package dev.keystile.assertion;

import com.nimbusds.jose.jwk.ECKey;
import org.jspecify.annotations.Nullable;

/** Where the public keys of assertions come from. */
interface KeySource {

    /**
     * The key of this name.
     *
     * @return null if the set of keys, as it was read or fetched last, has none of this name
     * @throws UnavailableException if it cannot be said whether there is one
     */
    @Nullable
    ECKey find(String keyId) throws UnavailableException;

    /** The keys cannot be had, and the one that is asked for is not among those that are known. */
    final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }
}
