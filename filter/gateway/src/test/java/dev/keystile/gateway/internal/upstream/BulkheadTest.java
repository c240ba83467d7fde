package dev.keystile.gateway.internal.upstream;

import static dev.keystile.gateway.internal.upstream.Bulkhead.Outcome.CLIENT_FULL;
import static dev.keystile.gateway.internal.upstream.Bulkhead.Outcome.FULL;
import static dev.keystile.gateway.internal.upstream.Bulkhead.Outcome.HELD;
import static dev.keystile.gateway.internal.upstream.Bulkhead.Outcome.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.gateway.internal.upstream.Bulkhead.Permit;
import dev.keystile.key.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private final List<String> turns = new ArrayList<>();

    private Permit permit(int client) {
        return permit(client, "somebody");
    }

    private Permit permit(int client, String name) {
        return new Permit(new IpAddress(0, client), () -> turns.add(name));
    }

    @Test
    void permitsGetConnectionsInTheOrderOfTheirRequests() {
        Bulkhead bulkhead = new Bulkhead(new ConnectionLimits(1, 1, 2));
        Permit first = permit(1);
        Permit second = permit(2, "second");
        assertThat(bulkhead.acquire(first)).isEqualTo(HELD);
        assertThat(bulkhead.acquire(second)).isEqualTo(WAITING);
        assertThat(bulkhead.acquire(permit(3, "third"))).isEqualTo(WAITING);
        assertThat(bulkhead.acquire(permit(4))).isEqualTo(FULL);
        bulkhead.release(first);
        assertThat(turns).containsExactly("second");
        bulkhead.release(second);
        assertThat(turns).containsExactly("second", "third");
    }

    @Test
    void aConnectionIsReleasedOnlyOnce() {
        Bulkhead bulkhead = new Bulkhead(new ConnectionLimits(1, 1, 2));
        Permit first = permit(1);
        bulkhead.acquire(first);
        bulkhead.acquire(permit(2, "second"));
        bulkhead.acquire(permit(3, "third"));
        bulkhead.release(first);
        bulkhead.release(first);
        assertThat(turns).containsExactly("second");
    }

    @Test
    void aCancelledPermitGetsNoConnection() {
        Bulkhead bulkhead = new Bulkhead(new ConnectionLimits(1, 1, 2));
        Permit first = permit(1);
        Permit second = permit(2, "second");
        bulkhead.acquire(first);
        bulkhead.acquire(second);
        assertThat(bulkhead.cancel(second)).isTrue();
        assertThat(bulkhead.cancel(second)).isFalse();
        assertThat(bulkhead.cancel(first)).as("which does not wait").isFalse();
        bulkhead.release(first);
        assertThat(turns).isEmpty();
        assertThat(bulkhead.acquire(permit(3))).isEqualTo(HELD);
    }

    @Test
    void aPermitThatIsReleasedWhileItWaitsGetsNoConnection() {
        Bulkhead bulkhead = new Bulkhead(new ConnectionLimits(1, 1, 2));
        Permit first = permit(1);
        Permit second = permit(2, "second");
        bulkhead.acquire(first);
        bulkhead.acquire(second);
        bulkhead.release(second);
        bulkhead.release(first);
        assertThat(turns).isEmpty();
        assertThat(bulkhead.acquire(permit(2))).isEqualTo(HELD);
    }

    @Test
    void theShareOfAClientCountsPermitsThatHoldAndThatWait() {
        Bulkhead bulkhead = new Bulkhead(new ConnectionLimits(3, 2, 10));
        Permit first = permit(1);
        assertThat(bulkhead.acquire(first)).isEqualTo(HELD);
        assertThat(bulkhead.acquire(permit(1))).isEqualTo(HELD);
        assertThat(bulkhead.acquire(permit(1))).isEqualTo(CLIENT_FULL);
        assertThat(bulkhead.acquire(permit(2))).isEqualTo(HELD);
        Permit waiting = permit(2);
        assertThat(bulkhead.acquire(waiting)).isEqualTo(WAITING);
        assertThat(bulkhead.acquire(permit(2))).isEqualTo(CLIENT_FULL);
        bulkhead.cancel(waiting);
        assertThat(bulkhead.acquire(permit(2))).isEqualTo(WAITING);
        bulkhead.release(first);
        assertThat(bulkhead.acquire(permit(1))).isEqualTo(WAITING);
    }

    @Test
    void aShareOfAllConnectionsIsNoLimit() {
        Bulkhead bulkhead = new Bulkhead(new ConnectionLimits(2, 2, 10));
        assertThat(bulkhead.acquire(permit(1))).isEqualTo(HELD);
        assertThat(bulkhead.acquire(permit(1))).isEqualTo(HELD);
        assertThat(bulkhead.acquire(permit(1))).isEqualTo(WAITING);
    }
}
