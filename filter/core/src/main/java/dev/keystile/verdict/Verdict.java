package dev.keystile.verdict;

import dev.keystile.key.KeyRecord;
import dev.keystile.key.Restrictions;
import org.jspecify.annotations.Nullable;

/** What becomes of a request. */
public sealed interface Verdict {

    /**
     * It comes through, with an identity.
     *
     * @param identity whose key it was
     * @param restrictions from where that key may be used
     */
    record Granted(Identity identity, Restrictions restrictions) implements Verdict {

        /** What somebody is granted whose key was checked elsewhere, restrictions included. */
        public static Granted asserted(Identity identity) {
            return new Granted(identity, Restrictions.NONE);
        }

        /** What a key is granted, if nothing speaks against it. */
        public static Granted of(KeyRecord key) {
            return new Granted(Identity.of(key), key.restrictions());
        }
    }

    /** It comes through, and nobody asked or nobody said who it is. */
    enum Open implements Verdict {
        /** The one instance. */
        OPEN
    }

    /** It is a CORS preflight, and is answered in the application's place. */
    enum Preflight implements Verdict {
        /** The one instance. */
        ANSWERED
    }

    /**
     * It does not come through.
     *
     * @param reason why
     * @param identity whose key it was, if the store knows the key; refused all the same
     * @param hint the prefix and last four characters of a key that nobody knows; null without a key
     * @param scopes the scopes that were needed, separated by spaces; empty unless that is the reason
     */
    record Denied(
            DenyReason reason,
            @Nullable Identity identity,
            @Nullable String hint,
            String scopes) implements Verdict {

        /** A refusal that has nothing to do with a key. */
        public static Denied of(DenyReason reason) {
            return new Denied(reason, null, null, "");
        }
    }
}
