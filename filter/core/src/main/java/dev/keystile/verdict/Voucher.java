package dev.keystile.verdict;

import org.jspecify.annotations.Nullable;

/** Somebody else's word for who a request comes from, such as that of a gateway in front. */
@FunctionalInterface
public interface Voucher {

    /** Nobody vouches. */
    Voucher NONE = request -> null;

    /**
     * What is said of a request.
     *
     * @return granted or denied; null if nothing is said
     */
    @Nullable
    Verdict vouch(RequestView request);

    /** Asks this one first, and another where this one says nothing. */
    default Voucher or(Voucher other) {
        if (this == NONE) {
            return other;
        }
        return request -> {
            Verdict said = vouch(request);
            return said == null ? other.vouch(request) : said;
        };
    }
}
