package dev.keystile.key;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The origins and networks from which a key may be used. A request must satisfy both; an empty list allows no request.
 *
 * <p>Origins do not authenticate: a client that is not a browser can send any Origin field. They keep the pages of other
 * sites from using a publishable key.
 *
 * @param origins the allowed origins, compared exactly; null for any origin and for requests without one
 * @param networks the networks from which a request must come; null for any network
 */
public record Restrictions(
        @Nullable Set<String> origins, @Nullable List<Network> networks) {

    /** No restriction. */
    public static final Restrictions NONE = new Restrictions(null, null);

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if an origin does not have the {@linkplain Origin#FORM form} that browsers send
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
     * Parses restrictions.
     *
     * @param origins the allowed origins; null for any
     * @param networks the allowed networks in CIDR notation; null for any
     * @throws IllegalArgumentException if an origin or a network is not valid
     */
    public static Restrictions of(@Nullable Collection<String> origins, @Nullable Collection<String> networks) {
        if (origins == null && networks == null) {
            return NONE;
        }
        return new Restrictions(
                origins == null ? null : new TreeSet<>(origins),
                networks == null ? null : networks.stream().map(Network::parse).toList());
    }

    /** Whether a request with this Origin field is allowed; null if the request has none. */
    public boolean allowOrigin(@Nullable String origin) {
        return origins == null || (origin != null && origins.contains(origin));
    }

    /** Whether a request from this address is allowed; null if the address is not known. */
    public boolean allowAddress(@Nullable IpAddress address) {
        return networks == null || networks.stream().anyMatch(network -> network.contains(address));
    }
}
