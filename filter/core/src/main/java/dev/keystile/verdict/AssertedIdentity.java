package dev.keystile.verdict;

import org.jspecify.annotations.Nullable;

/** Reads the identity that somebody else asserts for a request in place of a key, such as a gateway in front. Thread-safe. */
@FunctionalInterface
public interface AssertedIdentity {

    /** Nobody asserts anything. */
    AssertedIdentity NONE = request -> null;

    /**
     * What the assertion of a request comes to.
     *
     * @return granted or denied; null if the request has no assertion
     */
    @Nullable
    Verdict verdict(RequestView request);

    /** Reads this assertion, or another one where the request has none of this kind. */
    default AssertedIdentity or(AssertedIdentity other) {
        if (this == NONE) {
            return other;
        }
        return request -> {
            Verdict said = verdict(request);
            return said == null ? other.verdict(request) : said;
        };
    }
}
