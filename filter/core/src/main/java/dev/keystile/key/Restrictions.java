package dev.keystile.key;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * From where a key may be used. Both lists hold where both are set; an empty list allows nothing.
 *
 * <p>Origins are no authentication: whoever does not use a browser sends what they like. They keep other
 * sites' pages from using a publishable key.
 *
 * @param origins the exact origins that a request must name; null for any, and for none at all
 * @param networks the networks that a request must come from; null for any
 */
public record Restrictions(
        @Nullable Set<String> origins, @Nullable List<Network> networks) {

    /** No restriction: a key on which none were set. */
    public static final Restrictions NONE = new Restrictions(null, null);

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if an origin is not of the {@linkplain Origin#FORM form} that browsers send
     */
    public Restrictions {
        origins = origins == null ? null : Collections.unmodifiableSet(new TreeSet<>(origins));
        networks = networks == null ? null : List.copyOf(networks);
        for (String origin : origins == null ? Set.<String>of() : origins) {
            if (!Origin.isOrigin(origin)) {
                throw new IllegalArgumentException(Redaction.quoted(origin) + " must be " + Origin.FORM);
            }
        }
    }

    /**
     * Restrictions from their texts.
     *
     * @throws IllegalArgumentException if an origin or a network is not of its form
     */
    public static Restrictions of(@Nullable Collection<String> origins, @Nullable Collection<String> networks) {
        if (origins == null && networks == null) {
            return NONE;
        }
        return new Restrictions(
                origins == null ? null : new TreeSet<>(origins),
                networks == null ? null : networks.stream().map(Network::parse).toList());
    }

    /** Whether a request may name this origin; null if it names none. */
    public boolean allowOrigin(@Nullable String origin) {
        return origins == null || (origin != null && origins.contains(origin));
    }

    /** Whether a request may come from this address; null if that is not known. */
    public boolean allowAddress(@Nullable IpAddress address) {
        return networks == null || networks.stream().anyMatch(network -> network.contains(address));
    }
}
