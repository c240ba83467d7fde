package dev.keystile.benchmark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keystile.decision.Authenticator;
import dev.keystile.decision.Decision;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.request.RequestView;
import dev.keystile.route.Access;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.servlet.FilterBuilder;
import dev.keystile.store.MemoryKeyStore;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What is measured: the least that a look-up can cost, the decision, and the whole filter. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Scenarios {

    private static final int ROUNDS = 1 << 16;
    private static final String BEARER = "Bearer ";
    private static final FilterChain CHAIN = (request, response) -> {};

    @Param("10")
    int routes;

    @Param("1")
    int keys;

    private final StubRequest request = new StubRequest("/api/resource7/42");
    private final StubResponse response = new StubResponse();
    private final MessageDigest sha256 = SampleKeys.sha256();
    private final byte[] keyBytes = new byte[128];
    private final Cache<KeyDigest, ApiKey> records =
            Caffeine.newBuilder().maximumSize(2_000_100).build();
    private final View view = new View();

    private ApiKeyAuthFilter filter;
    private Authenticator authenticator;
    private String[] known;
    private int turn;
    private String unknown;
    private String publishable;

    /** Fills the caches. */
    @Setup
    public void fill() throws IOException, ServletException {
        SampleKeys samples = new SampleKeys(42);
        List<String> keyTexts = new ArrayList<>();
        MemoryKeyStore store = new MemoryKeyStore();
        for (int i = 0; i < keys; i++) {
            keyTexts.add(samples.next(KeyType.SECRET));
            ApiKey record = samples.record(keyTexts.get(i));
            store.put(record);
            records.put(record.digest(), record);
        }
        publishable = BEARER + samples.next(KeyType.PUBLISHABLE);
        store.put(samples.record(publishable.substring(BEARER.length())));
        unknown = BEARER + samples.next(KeyType.SECRET);

        FilterBuilder builder = ApiKeyAuthFilter.builder()
                .store(store)
                .maxKeys(2 * keys + 100)
                .staleFor(Duration.ofHours(1))
                .freshFor(Duration.ofHours(1))
                .negativeFor(Duration.ofHours(1));
        for (int i = 0; i < routes; i++) {
            builder.route("/api/resource" + i + "/{id}", i % 10 == 7 ? Access.SECRET : Access.PUBLISHABLE);
        }
        filter = builder.build();
        authenticator = filter.keystile().orElseThrow().authenticator();
        for (String key : keyTexts) {
            pass(BEARER + key);
        }
        expect(200, BEARER + keyTexts.get(0));
        expect(401, unknown);
        expect(403, publishable);
        expect(401, null);
        known = new String[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            known[i] = BEARER + keyTexts.get((int) ((long) i * keys / ROUNDS));
        }
        Collections.shuffle(Arrays.asList(known), new Random(1));
        view.headers.with(known[0]);
    }

    private void expect(int status, @Nullable String authorization) throws IOException, ServletException {
        int actual = pass(authorization).getStatus();
        if (actual != status) {
            throw new IllegalStateException("responded " + actual + " in place of " + status);
        }
    }

    /** Ends the loading threads. */
    @TearDown
    public void close() {
        filter.destroy();
    }

    /** SHA-256 of a 47-byte key in an Authorization field, and one hit in a cache. */
    @Benchmark
    @SuppressWarnings("deprecation") // The only method of String that copies into an array that is there already.
    public @Nullable ApiKey limit() {
        String authorization = known[turn++ & (ROUNDS - 1)];
        int length = authorization.length() - BEARER.length();
        authorization.getBytes(BEARER.length(), authorization.length(), keyBytes, 0);
        sha256.update(keyBytes, 0, length);
        return records.getIfPresent(KeyDigest.ofBytes(sha256.digest()));
    }

    /** The decision on a cached key. */
    @Benchmark
    public Decision decide() {
        return authenticator.decide(view).await();
    }

    /** The filter on a cached key. */
    @Benchmark
    public StubResponse pass() throws IOException, ServletException {
        return pass(known[turn++ & (ROUNDS - 1)]);
    }

    /** The filter on a key that is known to be unknown. */
    @Benchmark
    public StubResponse refuseUnknown() throws IOException, ServletException {
        return pass(unknown);
    }

    /** The filter on a publishable key where a secret one is needed. */
    @Benchmark
    public StubResponse refusePublishable() throws IOException, ServletException {
        return pass(publishable);
    }

    /** The filter on a request without a key. */
    @Benchmark
    public StubResponse refuseMissing() throws IOException, ServletException {
        return pass(null);
    }

    private StubResponse pass(@Nullable String authorization) throws IOException, ServletException {
        filter.doFilter(request.with(authorization), response.fresh(), CHAIN);
        return response;
    }

    private static final class View implements RequestView {

        private final StubRequest headers = new StubRequest("/api/resource7/42");

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String rawPath() {
            return headers.getRequestURI();
        }

        @Override
        public String path() {
            return headers.getServletPath();
        }

        @Override
        public String remoteAddress() {
            return "192.0.2.1";
        }

        @Override
        public Enumeration<String> values(String name) {
            return headers.getHeaders(name);
        }
    }
}
