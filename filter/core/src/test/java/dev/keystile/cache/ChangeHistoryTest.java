package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ChangeHistoryTest {

    private static final String ACME = "cus_42";
    private static final int FLOOD = 100_000;

    private final ChangeHistory history = new ChangeHistory();

    @Test
    void aChangeOvertakesWhatBeganBeforeAndNothingThatBeganAfter() {
        CachedAccount acme = history.account(ACME);
        CachedAccount other = history.account("cus_43");
        long before = history.last();
        history.accountChanged(ACME);
        long after = history.last();

        assertThat(history.isOvertaken(before, acme)).isTrue();
        assertThat(history.isOvertaken(after, acme)).isFalse();
        assertThat(history.isOvertaken(before, other)).isFalse();
        assertThat(history.isOvertaken(before, null)).isFalse();

        history.allChanged();
        assertThat(history.isOvertaken(after, acme)).isTrue();
        assertThat(history.isOvertaken(after, other)).isTrue();
        assertThat(history.isOvertaken(after, null)).isTrue();
        assertThat(history.isOvertaken(history.last(), acme)).isFalse();
    }

    @Test
    void anAccountThatIsAddedAfterAChangeKnowsOfTheChange() {
        long before = history.last();
        history.accountChanged(ACME);

        assertThat(history.isOvertaken(before, history.account(ACME))).isTrue();
        assertThat(history.isOvertaken(history.last(), history.account(ACME))).isFalse();
        assertThat(history.isOvertaken(before, history.account("cus_43"))).isFalse();
    }

    @Test
    void anAccountWithoutEntriesIsForgottenAndKnowsOfItsChangesWhenItIsAddedAgain() {
        history.account(ACME);
        long before = history.last();
        history.accountChanged(ACME);
        collect();

        assertThat(history.isOvertaken(before, history.account(ACME))).isTrue();
    }

    @Test
    void anAccountThatAnEntryRefersToIsNeverReplaced() {
        CachedAccount acme = history.account(ACME);
        history.account("cus_43");
        await().until(() -> {
            System.gc();
            return history.size() == 1;
        });

        assertThat(history.account(ACME)).isSameAs(acme);
        long before = history.last();
        history.accountChanged(ACME);
        assertThat(history.isOvertaken(before, acme)).isTrue();
        Reference.reachabilityFence(acme);
    }

    @Test
    void aFloodOfInventedAccountsFillsNoMemoryAndOvertakesNobodyElse() {
        CachedAccount acme = history.account(ACME);
        long before = history.last();
        for (int i = 0; i < FLOOD; i++) {
            history.accountChanged("invented-" + i);
        }

        assertThat(history.size()).isOne();
        assertThat(history.isOvertaken(before, acme)).isFalse();
        assertThat(history.isOvertaken(history.last(), history.account("cus_43")))
                .as("a load that begins after the flood")
                .isFalse();
    }

    /** A thread that adds the account while another reports its change: one of them sees the other. */
    @Test
    void anAccountThatIsAddedDuringAChangeKnowsOfTheChange() throws Exception {
        ExecutorService adding = Executors.newSingleThreadExecutor();
        List<CachedAccount> kept = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String id = "cus_" + i;
            long before = history.last();
            CountDownLatch begin = new CountDownLatch(1);
            Future<CachedAccount> added = adding.submit(() -> {
                begin.countDown();
                return history.account(id);
            });
            begin.await();
            history.accountChanged(id);

            kept.add(added.get());
            assertThat(history.isOvertaken(before, added.get())).isTrue();
            assertThat(history.account(id)).isSameAs(added.get());
        }
        adding.shutdown();
    }

    private void collect() {
        await().until(() -> {
            System.gc();
            return history.size() == 0;
        });
    }
}
