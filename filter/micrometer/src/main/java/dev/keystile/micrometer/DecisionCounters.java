package dev.keystile.micrometer;

import dev.keystile.decision.Decision;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.policy.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The counters of decisions, one for each combination of tags. A counter is registered when its combination first occurs.
 * The number of environments with counters of their own is bounded, so that the number of meters is bounded too. Safe for
 * use by many threads.
 */
final class DecisionCounters {

    static final int MAX_ENVIRONMENTS = 50;

    private static final String NONE = "none";
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Counter open;
    private final Counter preflight;
    private final Keys anonymous;
    private final ConcurrentMap<String, Keys> secret = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Keys> publishable = new ConcurrentHashMap<>();

    DecisionCounters(MeterRegistry registry) {
        this.registry = registry;
        open = counter("open", NONE, NONE, NONE);
        preflight = counter("preflight", NONE, NONE, NONE);
        anonymous = new Keys(NONE, NONE);
    }

    /** The counter of a decision. */
    Counter of(Decision decision) {
        if (decision instanceof Decision.Granted granted) {
            return keys(granted.key().identity()).granted();
        }
        if (decision instanceof Decision.Denied denied) {
            Identity identity = denied.known();
            return (identity == null ? anonymous : keys(identity)).denied(denied.refusal());
        }
        return decision instanceof Decision.Open ? open : preflight;
    }

    private Keys keys(Identity identity) {
        KeyType type = identity.type();
        ConcurrentMap<String, Keys> environments = type == KeyType.SECRET ? secret : publishable;
        Keys keys = environments.get(identity.environment().id());
        return keys != null ? keys : newKeys(type, identity.environment().id(), environments);
    }

    private synchronized Keys newKeys(KeyType type, String environment, ConcurrentMap<String, Keys> environments) {
        String label =
                environments.containsKey(environment) || environments.size() < MAX_ENVIRONMENTS ? environment : OTHER;
        return environments.computeIfAbsent(label, name -> new Keys(type.label(), name));
    }

    private Counter counter(String outcome, String reason, String type, String environment) {
        return Counter.builder("keystile.decisions")
                .description("Requests decided")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .tag("type", type)
                .tag("environment", environment)
                .register(registry);
    }

    /** The counters of all keys of one type and environment. */
    private final class Keys {

        private final String type;
        private final String environment;
        private final ConcurrentMap<String, Counter> counters = new ConcurrentHashMap<>();

        Keys(String type, String environment) {
            this.type = type;
            this.environment = environment;
        }

        Counter granted() {
            return counter("granted", NONE);
        }

        Counter denied(Refusal refusal) {
            return counter("denied", refusal.code());
        }

        private Counter counter(String outcome, String reason) {
            Counter counter = counters.get(reason);
            return counter != null
                    ? counter
                    : counters.computeIfAbsent(
                            reason, r -> DecisionCounters.this.counter(outcome, r, type, environment));
        }
    }
}
