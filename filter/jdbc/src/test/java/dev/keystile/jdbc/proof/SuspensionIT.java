package dev.keystile.jdbc.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import dev.keystile.cache.CacheSettings;
import dev.keystile.jdbc.proof.Node.ObservedOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two nodes under load do when an account is suspended, resumed and edited, and what its neighbour notices: nothing. */
class SuspensionIT extends Cluster {

    /** So long that what changes within a test changed because of the feed, and no wait for a load ends early. */
    private static final CacheSettings LONG =
            CacheSettings.DEFAULT.withLoadTimeout(TestTimeout.MAX).withFreshFor(Duration.ofMinutes(10));

    private final List<ObservedStore> stores = new ArrayList<>();
    private List<String> neighbour;
    private List<Caller> neighbours;
    private List<List<Integer>> lookUps;

    @BeforeEach
    void issueToTheNeighbour() throws Exception {
        neighbour = keys.issue("neighbour", 20);
    }

    @AfterEach
    void endTheNeighbour() throws Exception {
        Caller.close(neighbours);
    }

    @Test
    void byCommandEveryNodeRefusesAndNoKeyPassesUntilTheAccountIsActiveAgain() throws Exception {
        List<String> account = keys.issue("few", 20);
        open(account);

        keys.suspend("few");
        assertRefusedEverywhere(account);
        keys.resume("few");
        assertPassesEverywhere(account);
        keys.changePlan("few", "pro");
        eventually(() -> plans(account).equals(Set.of("pro")));
        assertPassesEverywhere(account);

        assertTheNeighbourNoticedNothing("few", "few", "few");
    }

    @Test
    void byPlainSqlAnAccountWithManyKeysIsOneNotification() throws Exception {
        List<String> account = keys.issue("many", 2_000);
        open(account);

        postgres.execute("UPDATE keystile_account SET state = 'suspended' WHERE id = 'many'");
        assertRefusedEverywhere(account);
        postgres.execute("UPDATE keystile_account SET state = 'active', plan = 'paid' WHERE id = 'many'");
        eventually(() -> plans(account).equals(Set.of("paid")));
        assertPassesEverywhere(account);

        assertTheNeighbourNoticedNothing("many", "many");
    }

    /** Two nodes that have each key cached, and callers of the account and of its neighbour at each. */
    private void open(List<String> account) throws Exception {
        for (int i = 0; i < 2; i++) {
            ObservedStore store = ObservedStore.open(postgres.url());
            stores.add(store);
            nodes.add(Node.on(store, LONG));
        }
        warm(neighbour);
        lookUps = lookUpsOfTheNeighbour();
        warm(account);
        call(neighbour, MOMENT);
        neighbours = List.copyOf(callers);
        callers.clear();
        call(account, Duration.ZERO);
    }

    private void assertRefusedEverywhere(List<String> account) throws Exception {
        eventually(() -> callers.stream().allMatch(caller -> account.stream().allMatch(caller::hasRefused)));
        Caller.close(callers);
        assertThat(callers)
                .noneMatch(Caller::hasGrantedAfterARefusal)
                .allMatch(caller -> refusalsByTheStore(caller) == caller.count(ObservedOutcome.SUSPENDED));
        callers.clear();
    }

    /** Once a node lets one key of the account pass, it lets every key pass. */
    private void assertPassesEverywhere(List<String> account) throws Exception {
        nodes.forEach(node -> eventually(() -> node.decide(account.get(0)) == ObservedOutcome.GRANTED));
        nodes.forEach(node -> assertThat(account).allMatch(key -> decide(node, key) == ObservedOutcome.GRANTED));
        call(account, Duration.ZERO);
    }

    private Set<String> plans(List<String> account) {
        return nodes.stream().flatMap(node -> account.stream().map(node::plan)).collect(Collectors.toSet());
    }

    /** @param changes the accounts of which each node heard, in this order */
    private void assertTheNeighbourNoticedNothing(String... changes) throws Exception {
        Caller.close(callers);
        Caller.close(neighbours);
        assertThat(callers).allMatch(caller -> refusalsByTheStore(caller) == 0);
        assertThat(neighbours).allMatch(caller -> caller.requests() > 0 && caller.refusals() == 0);
        assertThat(stores).allSatisfy(store -> {
            assertThat(store.changes()).containsExactly(changes);
        });
        assertThat(lookUpsOfTheNeighbour()).as("since every key was cached").isEqualTo(lookUps);
    }

    private List<List<Integer>> lookUpsOfTheNeighbour() {
        return stores.stream().map(store -> store.lookUps(neighbour)).toList();
    }

    /** A machine that is busy may keep a query waiting for too long, which is 503 and says nothing about the key. */
    private static ObservedOutcome decide(Node node, String key) {
        ObservedOutcome first = node.decide(key);
        return first == ObservedOutcome.UNAVAILABLE
                ? await().until(() -> node.decide(key), next -> next != ObservedOutcome.UNAVAILABLE)
                : first;
    }

    /** The refusals for what the store says about the key. */
    private static long refusalsByTheStore(Caller caller) {
        return caller.refusals() - caller.count(ObservedOutcome.UNAVAILABLE);
    }
}
