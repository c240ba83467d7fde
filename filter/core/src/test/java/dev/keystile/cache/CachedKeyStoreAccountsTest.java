package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Project;
import dev.keystile.key.TestKeys;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of accounts, which the next request with any key of the account sees. */
class CachedKeyStoreAccountsTest extends CacheFixture {

    private static final String ACME = "cus_42";
    private static final String BOLT = "cus_43";

    private ApiKey storedOf(String account) {
        ApiKey key = in(account, AccountState.ACTIVE, TestKeys.newRecord());
        store.put(key);
        return key;
    }

    private ApiKey cachedOf(String account) {
        ApiKey key = storedOf(account);
        assertKnown(key);
        return key;
    }

    private static ApiKey in(String account, AccountState state, ApiKey key) {
        AccountRecord record = new AccountRecord(Account.of(account, account, "free"), state, null);
        return key.in(new Project("project_" + account, record, TestKeys.DEMO.environment()));
    }

    /** The store has the account suspended, and has not told anybody yet. */
    private ApiKey suspended(ApiKey key) {
        return stateOf(key, AccountState.SUSPENDED);
    }

    private ApiKey stateOf(ApiKey key, AccountState state) {
        ApiKey changed = in(key.account().id(), state, key);
        store.put(changed);
        return changed;
    }

    @Test
    void oneReportReachesAllKeysOfTheAccountAndNoOthers() {
        List<ApiKey> acme = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            acme.add(cachedOf(ACME));
        }
        ApiKey bolt = cachedOf(BOLT);
        assertUnknown(find(TestKeys.digest(1)));
        int finds = store.finds.get();
        List<ApiKey> suspended = acme.stream().map(this::suspended).toList();

        store.changes.accountChanged(ACME);

        assertKnown(bolt);
        assertUnknown(find(TestKeys.digest(1)));
        assertThat(store.finds).as("nobody else is forgotten").hasValue(finds);
        suspended.forEach(this::assertKnown);
        suspended.forEach(this::assertKnown);
        assertThat(store.finds).as("each is loaded once").hasValue(finds + 500);
    }

    @Test
    void aLoadOfANewKeyThatWasUnderWayAtTheChangeIsNotFresh() throws Exception {
        ApiKey key = storedOf(ACME);
        ScriptedStore.Gate gate = gate(key);
        LookupThread before = startLookup(key);
        gate.awaitReached();
        store.recover();
        ApiKey suspended = suspended(key);
        store.changes.accountChanged(ACME);
        gate.open();

        assertKnown(before.result(), key);
        assertKnown(suspended);
        assertThat(store.finds).hasValue(2);
    }

    @Test
    void aRequestAfterTheChangeThatJoinsALoadFromBeforeGetsAnotherLoad() throws Exception {
        ApiKey key = storedOf(ACME);
        ScriptedStore.Gate gate = gate(key);
        LookupThread before = startLookup(key);
        gate.awaitReached();
        store.recover();
        ApiKey suspended = suspended(key);
        store.changes.accountChanged(ACME);
        LookupThread after = startLookup(key);
        LookupThread another = startLookup(key);
        assertThat(store.finds).as("both have joined").hasValue(1);
        gate.open();

        assertKnown(before.result(), key);
        assertKnown(after.result(), suspended);
        assertKnown(another.result(), suspended);
        assertThat(store.finds).as("one more load for both").hasValue(2);
    }

    @Test
    void aReloadFromBeforeTheChangeIsNotEvenJoined() throws Exception {
        ApiKey key = cachedOf(ACME);
        ScriptedStore.Gate gate = gate(key);
        ticker.advance(FRESH.minus(MOMENT));
        assertKnown(key);
        gate.awaitReached();
        store.recover();
        ApiKey suspended = suspended(key);
        store.changes.accountChanged(ACME);

        assertKnown(suspended);
        gate.open();
        awaitLoads(3);
        assertKnown(suspended);
        assertThat(store.finds).hasValue(3);
    }

    @Test
    void aSecondLoadEndsInTheTimeThatTheRequestHasLeft() throws Exception {
        ApiKey key = storedOf(ACME);
        ScriptedStore.Gate gate = gate(key);
        LookupThread before = startLookup(key);
        gate.awaitReached();
        ScriptedStore.Gate second = gate(key);
        ApiKey suspended = suspended(key);
        store.changes.accountChanged(ACME);
        LookupThread after = startLookup(key);
        Duration waited = PATIENT.dividedBy(4);
        ticker.advance(waited);
        gate.open();
        second.awaitReached();
        assertKnown(before.result(), key);
        await().pollInterval(MOMENT).until(() -> timer.limits.contains(PATIENT.minus(waited)));

        timer.expireAll();

        assertThat(after.result()).isInstanceOf(Lookup.Unavailable.class);
        second.open();
        awaitLoads(2);
        assertKnown(suspended);
        assertThat(store.finds).as("the second load has filled the cache").hasValue(2);
    }

    @Test
    void aChangeDuringTheSecondLoadOfARequestCausesNoThird() throws Exception {
        ApiKey key = storedOf(ACME);
        ScriptedStore.Gate gate = gate(key);
        LookupThread before = startLookup(key);
        gate.awaitReached();
        ScriptedStore.Gate second = gate(key);
        ApiKey suspended = suspended(key);
        store.changes.accountChanged(ACME);
        LookupThread after = startLookup(key);
        gate.open();
        second.awaitReached();
        store.recover();
        ApiKey resumed = stateOf(key, AccountState.ACTIVE);
        store.changes.accountChanged(ACME);
        second.open();

        assertKnown(before.result(), key);
        assertKnown(after.result(), suspended);
        assertKnown(resumed);
        assertThat(store.finds).hasValue(3);
    }

    @Test
    void anAccountThatIsSuspendedAndResumedDuringALoadPassesAgain() throws Exception {
        ApiKey key = storedOf(ACME);
        suspended(key);
        ScriptedStore.Gate gate = gate(key);
        LookupThread before = startLookup(key);
        gate.awaitReached();
        store.recover();
        store.changes.accountChanged(ACME);
        ApiKey resumed = stateOf(key, AccountState.ACTIVE);
        store.changes.accountChanged(ACME);
        gate.open();
        before.result();

        assertKnown(resumed);
        assertThat(store.finds).hasValue(2);
    }

    /** The first key makes the account known to the cache before the load of the second key ends. */
    @Test
    void twoKeysOfAnAccountAreJudgedByTheirOwnLoads() throws Exception {
        ApiKey slow = storedOf(ACME);
        ScriptedStore.Gate gate = gate(slow);
        LookupThread before = startLookup(slow);
        gate.awaitReached();
        store.recover();
        ApiKey quick = storedOf(ACME);
        ApiKey slowSuspended = suspended(slow);
        ApiKey quickSuspended = suspended(quick);
        store.changes.accountChanged(ACME);
        assertKnown(quickSuspended);
        gate.open();

        assertKnown(before.result(), slow);
        assertKnown(slowSuspended);
        assertKnown(quickSuspended);
        assertThat(store.finds)
                .as("the key that was loaded after the change stays fresh")
                .hasValue(3);
    }

    @Test
    void aLoadIsJudgedRightlyAfterTheOtherKeysOfItsAccountHaveBeenForgotten() throws Exception {
        ApiKey slow = storedOf(ACME);
        ApiKey other = cachedOf(ACME);
        ScriptedStore.Gate gate = gate(slow);
        LookupThread before = startLookup(slow);
        gate.awaitReached();
        store.recover();
        ApiKey suspended = suspended(slow);
        store.changes.accountChanged(ACME);
        store.changes.changed(other.digest());
        assertThat(cache.size()).isZero();
        System.gc();
        gate.open();

        assertKnown(before.result(), slow);
        assertKnown(suspended);
    }

    @Test
    void aKeyThatHasMovedFollowsItsNewAccount() {
        ApiKey key = cachedOf(ACME);
        ApiKey moved = in(BOLT, AccountState.ACTIVE, key);
        store.put(moved);
        store.changes.changed(key.digest());
        assertKnown(moved);
        int finds = store.finds.get();

        store.changes.accountChanged(ACME);
        assertKnown(moved);
        assertThat(store.finds).hasValue(finds);

        ApiKey suspended = suspended(moved);
        store.changes.accountChanged(BOLT);
        assertKnown(suspended);
    }

    @Test
    void aKeyOfAProjectThatHasMovedIsSeenWhenItsOldAccountIsReported() {
        ApiKey key = cachedOf(ACME);
        ApiKey moved = in(BOLT, AccountState.SUSPENDED, key);
        store.put(moved);

        store.changes.accountChanged(ACME);

        assertKnown(moved);
    }

    @Test
    void whileTheStoreFailsAKeyOfAChangedAccountIsUnavailableAndOthersPass() {
        ApiKey key = cachedOf(ACME);
        ApiKey other = cachedOf(BOLT);
        store.changes.accountChanged(ACME);
        store.failWith(new KeyStoreException("down"));

        assertFailed(find(key));
        store.changes.anythingChanged();
        assertKnown(other);
        assertThat(listener.stale).hasValue(1);
        ticker.advance(STALE);
        assertFailed(find(other));
    }

    @Test
    void aWrongRecordOfOneKeyIsNoFailureOfTheStore() {
        ApiKey key = cachedOf(ACME);
        ApiKey other = cachedOf(BOLT);
        store.failWith(
                new UnreadableRecordException("the row of account cus_acme is wrong", new IllegalStateException()));
        store.changes.accountChanged(ACME);
        assertFailed(find(key));

        store.recover();
        ApiKey suspended = suspended(other);
        store.changes.accountChanged(BOLT);

        assertKnown(suspended);
        assertThat(cache.health().available()).isTrue();
    }

    @Test
    void aFloodOfInventedAccountsHasNothingLoadedAgain() {
        ApiKey key = cachedOf(ACME);
        assertUnknown(find(TestKeys.digest(1)));
        for (int i = 0; i < 100_000; i++) {
            store.changes.accountChanged("invented-" + i);
        }

        assertKnown(key);
        assertUnknown(find(TestKeys.digest(1)));
        assertThat(store.finds).hasValue(2);
    }

    @Test
    void keysOfAnAccountShareItsRecord() {
        ApiKey first = cachedOf(ACME);
        ApiKey second = cachedOf(ACME);
        assertThat(first.project()).isNotSameAs(second.project());

        assertThat(known(first).project()).isSameAs(known(second).project());
    }

    private ApiKey known(ApiKey key) {
        return ((Lookup.Known<String>) find(key)).record();
    }
}
