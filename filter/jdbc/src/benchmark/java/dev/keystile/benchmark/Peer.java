package dev.keystile.benchmark;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import dev.keystile.route.Access;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.servlet.FilterBuilder;
import dev.keystile.store.MemoryKeyStore;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The filters that are compared; each knows the same keys, and the beginning of the path that needs one. */
public enum Peer {
    /** The servlet alone. */
    NONE("no filter"),
    /** A filter by hand that hashes and caches with care. */
    CAREFUL("by hand, with care"),
    /** This project's filter. */
    KEYSTILE("Keystile"),
    /** Dropwizard's cached authenticator in a small servlet filter; its own door is a JAX-RS filter, which costs more. */
    DROPWIZARD("Dropwizard `CachingAuthenticator`"),
    /** Spring Security's filter for bearer tokens with a cached introspector, without the rest of its filter chain. */
    SPRING("Spring Security bearer filter");

    private static final int ROUTES = 10;
    private static final Duration LONG = Duration.ofHours(1);

    private final String label;

    Peer(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The keys that all peers know. */
    static List<String> keys(int count) {
        SampleKeys samples = new SampleKeys(42);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(samples.next(KeyType.SECRET));
        }
        return keys;
    }

    /** A key that none of them knows. */
    static String unknownKey() {
        return new SampleKeys(43).next(KeyType.SECRET);
    }

    /** A new filter; for {@link #NONE}, one that passes everything on. */
    Filter filter(List<String> keys) {
        Set<String> known = new HashSet<>(keys);
        return switch (this) {
            case NONE -> (request, response, chain) -> chain.doFilter(request, response);
            case CAREFUL -> new CarefulFilter(keys);
            case KEYSTILE -> keystile(keys);
            case DROPWIZARD -> new DropwizardFilter(known);
            case SPRING -> new SpringFilter(known);
        };
    }

    private static ApiKeyAuthFilter keystile(List<String> keys) {
        SampleKeys samples = new SampleKeys(44);
        MemoryKeyStore store = new MemoryKeyStore();
        for (String key : keys) {
            ApiKey record = samples.record(key);
            store.put(record);
        }
        FilterBuilder builder = ApiKeyAuthFilter.builder()
                .store(store)
                .maxKeys(2 * keys.size() + 100)
                .staleFor(LONG)
                .freshFor(LONG)
                .negativeFor(LONG);
        for (int i = 0; i < ROUTES; i++) {
            builder.route("/api/resource" + i + "/{id}", i % 10 == 7 ? Access.SECRET : Access.PUBLISHABLE);
        }
        return builder.build();
    }
}
