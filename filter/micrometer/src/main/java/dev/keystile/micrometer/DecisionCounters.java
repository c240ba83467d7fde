package dev.keystile.micrometer;

import dev.keystile.key.KeyType;
import dev.keystile.verdict.DenyReason;
import dev.keystile.verdict.Identity;
import dev.keystile.verdict.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A counter for each kind of verdict; tags are put together the first time that a kind is environments. */
final class DecisionCounters {

    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Counter open;
    private final Counter preflight;
    private final Keys nobody;
    private final ConcurrentMap<String, Keys> secret = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Keys> publishable = new ConcurrentHashMap<>();

    DecisionCounters(MeterRegistry registry) {
        this.registry = registry;
        open = counter("open", NONE, NONE, NONE);
        preflight = counter("preflight", NONE, NONE, NONE);
        nobody = new Keys(NONE, NONE);
    }

    Counter of(Verdict verdict) {
        if (verdict instanceof Verdict.Granted granted) {
            return keys(granted.identity()).granted();
        }
        if (verdict instanceof Verdict.Denied denied) {
            Identity identity = denied.identity();
            return (identity == null ? nobody : keys(identity)).denied(denied.reason());
        }
        return verdict == Verdict.Open.OPEN ? open : preflight;
    }

    private Keys keys(Identity identity) {
        KeyType type = identity.type();
        String environment = identity.environment().id();
        ConcurrentMap<String, Keys> environments = type == KeyType.SECRET ? secret : publishable;
        Keys keys = environments.get(environment);
        return keys != null ? keys : environments.computeIfAbsent(environment, id -> new Keys(type.label(), id));
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

        Counter denied(DenyReason reason) {
            return counter("denied", reason.code());
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
