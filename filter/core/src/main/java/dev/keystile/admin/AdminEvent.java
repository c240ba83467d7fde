package dev.keystile.admin;

import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.Network;
import dev.keystile.key.PrintableText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change: an entry of the audit, and the event that an {@link AdminListener} receives.
 *
 * @param action the kind of change
 * @param at the time of the change
 * @param actor who made the change
 * @param environment the environment that was created, or to which the key belongs
 * @param key the key after the change; null if an environment was created
 * @param successor the key that replaces {@code key}; null unless {@code key} was rolled
 */
public record AdminEvent(
        AdminAction action,
        Instant at,
        Actor actor,
        Environment environment,
        @Nullable ApiKey key,
        @Nullable ApiKey successor) {

    /** The details for the audit, on one line and without any key; may be empty. */
    public String detail() {
        if (key == null) {
            return PrintableText.escape(environment.name());
        }
        return switch (action) {
            case ISSUE, ADOPT -> limits(key);
            case EDIT -> "name " + key.name() + ", " + limits(key);
            case ROLL -> (successor == null ? "" : "to " + successor.id() + ", ") + "ends at " + key.expiresAt();
            default -> "";
        };
    }

    private static String limits(ApiKey key) {
        List<Network> networks = key.restrictions().networks();
        return "scopes " + key.scopes() + ", origins "
                + (key.restrictions().origins() == null
                        ? "any"
                        : key.restrictions().origins())
                + ", networks " + (networks == null ? "any" : networks);
    }
}
