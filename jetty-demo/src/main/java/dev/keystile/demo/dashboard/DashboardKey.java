package dev.keystile.demo.dashboard;

import dev.keystile.admin.KeyDescription;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import dev.keystile.key.Network;
import dev.keystile.key.PrintableText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as the page shows it.
 *
 * @param masked its prefix and last four characters
 * @param text its whole text; null where it is not shown
 * @param revealable whether it can be shown on demand
 * @param state {@code active}, {@code ending}, {@code expired} or {@code revoked}
 * @param usedLately whether revoking it will probably break something
 * @param limits what it is limited to, in words
 */
public record DashboardKey(
        String id,
        String name,
        boolean secret,
        String masked,
        @Nullable String text,
        boolean revealable,
        String state,
        @Nullable TimeView created,
        @Nullable TimeView lastUsed,
        @Nullable TimeView ends,
        boolean usedLately,
        List<String> limits) {

    private static final Duration LATELY = Duration.ofHours(24);

    static DashboardKey of(KeyDescription description, @Nullable String text, boolean revealable, Instant now) {
        ApiKey key = description.key();
        Instant used = description.lastUsedAt();
        Instant end = key.isRevoked() ? key.revokedAt() : key.expiresAt();
        return new DashboardKey(
                key.id(),
                key.name().isEmpty() ? "Unnamed key" : PrintableText.escape(key.name()),
                key.type() == KeyType.SECRET,
                key.type().prefix() + "_" + key.environment().id() + "_…"
                        + (key.lastFour() == null ? "" : key.lastFour()),
                text,
                revealable,
                state(key, now),
                TimeView.of(key.createdAt(), now),
                TimeView.of(used, now),
                TimeView.of(end, now),
                used != null && used.isAfter(now.minus(LATELY)),
                limits(key));
    }

    /** Whether it still opens anything. */
    public boolean inForce() {
        return state.equals("active") || state.equals("ending");
    }

    private static String state(ApiKey key, Instant now) {
        if (key.isRevoked()) {
            return "revoked";
        }
        if (key.expiresAt() == null) {
            return "active";
        }
        return key.isExpiredAt(now.toEpochMilli()) ? "expired" : "ending";
    }

    private static List<String> limits(ApiKey key) {
        List<String> limits = new ArrayList<>();
        if (!key.scopes().isUnrestricted()) {
            limits.add("Scopes: " + (key.scopes().values().isEmpty() ? "none" : key.scopes()));
        }
        if (key.restrictions().origins() != null) {
            limits.add("Origins: " + String.join(", ", key.restrictions().origins()));
        }
        List<Network> networks = key.restrictions().networks();
        if (networks != null) {
            limits.add("Networks: "
                    + String.join(", ", networks.stream().map(Network::toString).toList()));
        }
        return limits;
    }
}
