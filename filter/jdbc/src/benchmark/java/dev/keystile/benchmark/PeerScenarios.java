package dev.keystile.benchmark;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A request to each of the peers, without a container: 1,000 keys in turn, or a key that is known to be unknown. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeerScenarios {

    private static final FilterChain CHAIN = (request, response) -> {};

    @Param({"CAREFUL", "KEYSTILE", "DROPWIZARD", "SPRING"})
    Peer peer;

    private final StubRequest request = new StubRequest("/api/resource7/42");
    private final StubResponse response = new StubResponse();
    private final String unknown = "Bearer " + Peer.unknownKey();
    private Filter filter;
    private String[] known;
    private int turn;

    /** Fills the caches. */
    @Setup
    public void fill() throws IOException, ServletException {
        List<String> keys = Peer.keys(PeerServer.KEYS);
        filter = peer.filter(keys);
        known = keys.stream().map(key -> "Bearer " + key).toArray(String[]::new);
        for (String authorization : known) {
            expect(200, authorization);
        }
        expect(401, unknown);
    }

    private void expect(int status, String authorization) throws IOException, ServletException {
        int actual = send(authorization).getStatus();
        if (actual != status) {
            throw new IllegalStateException(peer + " answered " + actual + " in place of " + status);
        }
    }

    /** Ends the threads of the filter. */
    @TearDown
    public void close() {
        filter.destroy();
    }

    /** A request with a good key. */
    @Benchmark
    public StubResponse pass() throws IOException, ServletException {
        turn = turn + 1 < known.length ? turn + 1 : 0;
        return send(known[turn]);
    }

    /** A request with an unknown key. */
    @Benchmark
    public StubResponse refuse() throws IOException, ServletException {
        return send(unknown);
    }

    private StubResponse send(String authorization) throws IOException, ServletException {
        filter.doFilter(request.with(authorization), response.fresh(), CHAIN);
        return response;
    }
}
