package dev.keystile.admin;

import dev.keystile.key.InvalidKeyException;
import dev.keystile.key.Network;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads scopes, origins and networks as people write them. All methods throw {@link InvalidKeyException}. */
final class KeyLimits {

    private KeyLimits() {}

    static Scopes scopes(@Nullable Collection<String> texts) {
        try {
            return texts == null ? Scopes.all() : Scopes.of(texts);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("scopes", String.valueOf(e.getMessage()));
        }
    }

    static @Nullable Set<String> origins(@Nullable Collection<String> texts) {
        try {
            return texts == null ? null : new Restrictions(new TreeSet<>(texts), null).origins();
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("allowed-origins", "origin " + e.getMessage());
        }
    }

    static @Nullable List<Network> networks(@Nullable Collection<String> texts) {
        try {
            return texts == null ? null : texts.stream().map(Network::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("allowed-networks", "network " + e.getMessage());
        }
    }
}
