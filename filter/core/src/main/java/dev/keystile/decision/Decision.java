package dev.keystile.decision;

import dev.keystile.key.Identity;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Refusal;
import dev.keystile.reply.Field;
import dev.keystile.reply.ProblemDocument;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request: an immutable value, which listeners, access logs and handlers read.
 *
 * <pre>{@code
 * Decision decision = keystile.decide(request).await();
 * if (decision instanceof Decision.Denied denied) {
 *     log.info("{} refused: {}", denied.requestId(), denied.refusal().code());
 * }
 * }</pre>
 */
public sealed interface Decision extends DecisionResult {

    /** The pattern of the rule that matched, or {@code unmatched}; one of a few, never what a client sent. */
    String route();

    /** The id of the request: its own, or one that was made for it. */
    String requestId();

    /** The header fields that the response gets besides {@code X-Request-ID}. */
    List<Field> fields();

    /** Whose key came with the request, also where the request is refused; empty where nobody is known. */
    default Optional<Identity> identity() {
        return Optional.empty();
    }

    /** The outcome in one word: {@code granted}, {@code open}, {@code preflight}, or the code of the refusal. */
    String outcome();

    /** Whether the request reaches the application. */
    default boolean passes() {
        return false;
    }

    /** Returns this decision. */
    @Override
    default Decision await() {
        return this;
    }

    /** A few words for logs: outcome, id of the key if one is known, route and id of the request. */
    @Override
    String toString();

    private static String summary(Decision decision) {
        String key =
                decision.identity().map(identity -> " key=" + identity.keyId()).orElse("");
        return decision.outcome() + key + " route=" + decision.route() + " request=" + decision.requestId();
    }

    /**
     * The request passes, with an identity.
     *
     * @param key the key, or the identity that a gateway asserts
     */
    record Granted(KnownKey key, String route, String requestId, List<Field> fields) implements Decision {

        @Override
        public Optional<Identity> identity() {
            return Optional.of(key.identity());
        }

        @Override
        public String outcome() {
            return "granted";
        }

        @Override
        public boolean passes() {
            return true;
        }

        @Override
        public String toString() {
            return summary(this);
        }
    }

    /** The request passes without an identity: the route is public, or optional and no key came. */
    record Open(String route, String requestId, List<Field> fields) implements Decision {

        @Override
        public String outcome() {
            return "open";
        }

        @Override
        public boolean passes() {
            return true;
        }

        @Override
        public String toString() {
            return summary(this);
        }
    }

    /** The request is a CORS preflight and is answered, with 204 and these fields, in the application's place. */
    record Preflight(String route, String requestId, List<Field> fields) implements Decision {

        /** The status of the response. */
        public static final int STATUS = 204;

        @Override
        public String outcome() {
            return "preflight";
        }

        @Override
        public String toString() {
            return summary(this);
        }
    }

    /**
     * The request is refused.
     *
     * @param refusal why
     * @param problem the body of the response
     * @param known whose key it was; null where no key came or nobody knows it
     * @param hint the prefix and last four characters of a key that nobody knows; null without one
     */
    record Denied(
            Refusal refusal,
            ProblemDocument problem,
            @Nullable Identity known,
            @Nullable String hint,
            String route,
            String requestId,
            List<Field> fields)
            implements Decision {

        @Override
        public Optional<Identity> identity() {
            return Optional.ofNullable(known);
        }

        @Override
        public String outcome() {
            return refusal.code();
        }

        /** The body of the response: one line of JSON in UTF-8 (RFC 9457). */
        public byte[] body() {
            return problem.bytes(requestId);
        }

        @Override
        public String toString() {
            return summary(this);
        }
    }
}
