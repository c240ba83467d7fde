package dev.keystile.decision;

import dev.keystile.key.Identity;
import dev.keystile.key.PresentedKey;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Refusal;
import dev.keystile.reply.Field;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.RequestId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a request: whether it passes, with which identity, and what its response gets. Immutable.
 *
 * <pre>{@code
 * Decision decision = keystile.decide(request).await();
 * if (decision instanceof Decision.Denied denied) {
 *     log.info("{} refused: {}", denied.requestId(), denied.refusal().code());
 * }
 * }</pre>
 */
public sealed interface Decision extends DecisionResult {

    /** The pattern of the route that matched, or {@code unmatched}; never a text that the client sent. */
    String route();

    /** The id of the request: the id that the client sent, or a new one. */
    default String requestId() {
        return id().value();
    }

    /** The id of the request, and whether the client sent an id. */
    RequestId id();

    /** The header fields that the response gets besides {@code X-Request-ID}. */
    List<Field> fields();

    /** The identity of the key of the request, also if the request is refused; empty if there is no known key. */
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

    /** A short text for logs: outcome, id of the key if it is known, route and id of the request. */
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
    record Granted(KnownKey key, String route, RequestId id, List<Field> fields) implements Decision {

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

    /** The request passes without an identity: the route is public, or no key came and the route is optional or delegated. */
    record Open(String route, RequestId id, List<Field> fields) implements Decision {

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

    /**
     * The request is a CORS preflight. Its response, with status 204 and these fields, is written in place of the
     * application.
     */
    record Preflight(String route, RequestId id, List<Field> fields) implements Decision {

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
     * @param refusal the reason
     * @param problem the body of the response
     * @param known the identity of the key; null if the request has no known key
     * @param presented a key that the store does not know; null if there is none
     */
    record Denied(
            Refusal refusal,
            ProblemDocument problem,
            @Nullable Identity known,
            @Nullable PresentedKey presented,
            String route,
            RequestId id,
            List<Field> fields)
            implements Decision {

        @Override
        public Optional<Identity> identity() {
            return Optional.ofNullable(known);
        }

        /** The prefix and last four characters of an unknown key; null if there is none. */
        public @Nullable String hint() {
            return presented == null ? null : presented.hint();
        }

        @Override
        public String outcome() {
            return refusal.code();
        }

        /** The body of the response: one line of JSON in UTF-8 (RFC 9457). */
        public byte[] body() {
            return problem.bytesFor(id);
        }

        @Override
        public String toString() {
            return summary(this);
        }
    }
}
