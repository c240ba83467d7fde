package dev.keystile.cli;

import dev.keystile.admin.KeyDescription;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Network;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a key, as it is printed; {@code scopes}, {@code allowedOrigins} and
 * {@code allowedNetworks} are null where the key is not limited. */
record KeyView(
        String id,
        String type,
        String account,
        String environment,
        String name,
        @Nullable String lastFour,
        String state,
        @Nullable Set<String> scopes,
        @Nullable Set<String> allowedOrigins,
        @Nullable List<String> allowedNetworks,
        Map<String, String> metadata,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    static KeyView of(KeyDescription description, Instant now) {
        ApiKey key = description.key();
        return new KeyView(
                key.id(),
                key.type().label(),
                key.account().id(),
                key.environment().id(),
                key.name(),
                key.lastFour(),
                key.stateAt(now).label(),
                key.scopes().isUnrestricted() ? null : key.scopes().values(),
                key.restrictions().origins(),
                networks(key.restrictions().networks()),
                key.metadata(),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                description.lastUsedAt());
    }

    private static @Nullable List<String> networks(@Nullable List<Network> networks) {
        return networks == null
                ? null
                : networks.stream().map(Network::toString).toList();
    }

    /** The columns of {@code keys list}. */
    String[] columns() {
        String until = state.equals("active") && expiresAt != null ? "active until " + expiresAt : state;
        return new String[] {
            id,
            type,
            account,
            environment,
            name,
            lastFour == null ? "-" : "…" + lastFour,
            seconds(createdAt),
            lastUsedAt == null ? "-" : seconds(lastUsedAt),
            until
        };
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
