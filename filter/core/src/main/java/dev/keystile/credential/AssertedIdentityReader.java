package dev.keystile.credential;

import dev.keystile.request.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * Reads the identity that a gateway in front asserts for a request in place of a key. Implementations are safe for use by
 * many threads.
 */
@FunctionalInterface
public interface AssertedIdentityReader {

    /** A reader that finds no assertion in any request. */
    AssertedIdentityReader NONE = request -> null;

    /**
     * The identity that is asserted for a request. Does not block: what has to wait is
     * {@linkplain AssertedIdentity.Deferred deferred}.
     *
     * @return null if the request has no assertion
     */
    @Nullable
    AssertedIdentity read(RequestView request);

    /** A reader of assertions of this kind, and of another kind if a request has no assertion of this kind. */
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
