package dev.keystile.admin;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.Network;
import dev.keystile.key.PrintableText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change: an entry of the audit, and what an {@link AdminListener} hears.
 *
 * @param action what was done
 * @param at when
 * @param actor by whom
 * @param environment the environment that was made or imported, or that the key opens
 * @param key the key as it is after the change; null where an environment was made or imported
 * @param successor the key that takes the place of {@code key}; null unless it was rolled
 */
public record AdminEvent(
        AdminAction action,
        Instant at,
        Actor actor,
        Environment environment,
        @Nullable KeyRecord key,
        @Nullable KeyRecord successor) {

    /** What the audit says besides who, what and when; may be empty. On one line, without any key. */
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

    private static String limits(KeyRecord key) {
        List<Network> networks = key.restrictions().networks();
        return "scopes " + key.scopes() + ", origins "
                + (key.restrictions().origins() == null
                        ? "any"
                        : key.restrictions().origins())
                + ", networks " + (networks == null ? "any" : networks);
    }
}
