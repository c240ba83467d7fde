package dev.keystile.credential;

import dev.keystile.request.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * Reads the identity that somebody in front asserts for a request in place of a key, such as a gateway. Implementations
 * are safe for use by many threads at once.
 */
@FunctionalInterface
public interface AssertedIdentityReader {

    /** Finds no assertion in any request. */
    AssertedIdentityReader NONE = request -> null;

    /** The identity that is asserted for a request; null if the request has no assertion. */
    @Nullable
    AssertedIdentity read(RequestView request);

    /** Reads assertions of this kind, or of another kind where a request has none of this one. */
    default AssertedIdentityReader or(AssertedIdentityReader other) {
        if (this == NONE) {
            return other;
        }
        return request -> {
            AssertedIdentity identity = read(request);
            return identity == null ? other.read(request) : identity;
        };
    }
}
