package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.Project;
import dev.keystile.key.TestKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedAccountTest {

    private final CachedAccount account = new CachedAccount(0);

    /** A key with instances of its own, as from a row of a table. */
    private static ApiKey key(String environment, String plan) {
        AccountRecord record =
                new AccountRecord(Account.of("cus_42", "Acme", plan), AccountState.ACTIVE, TestKeys.CREATED);
        return TestKeys.newRecord()
                .in(new Project("project_" + environment, record, new Environment(environment, environment)));
    }

    @Test
    void equalProjectsAreOneInstanceAndSoAreTheAccountsOfAllProjects() {
        ApiKey first = account.share(key("demo", "free"));
        ApiKey live = key("default", "free");
        ApiKey shared = account.share(live);

        assertThat(shared).isEqualTo(live);
        assertThat(account.share(key("demo", "free")).project()).isSameAs(first.project());
        assertThat(shared.project().account()).isSameAs(first.project().account());
        assertThat(account.share(key("default", "free")).project()).isSameAs(shared.project());
    }

    @Test
    void aKeyFromAStoreThatSharesInstancesIsNotCopied() {
        ApiKey first = key("demo", "free");
        ApiKey second = TestKeys.newRecord().in(first.project());
        ApiKey live = TestKeys.newRecord()
                .in(new Project("project_default", first.project().account(), new Environment("default", "Live")));

        for (ApiKey key : List.of(first, second, live, second)) {
            assertThat(account.share(key)).isSameAs(key);
        }
    }

    @Test
    void afterAnEditTheKeysShareTheNewAccount() {
        ApiKey before = account.share(key("demo", "free"));
        ApiKey live = account.share(key("default", "free"));
        ApiKey after = account.share(key("demo", "paid"));

        assertThat(after.account().plan()).isEqualTo("paid");
        assertThat(before.account().plan()).isEqualTo("free");
        assertThat(account.share(key("default", "paid")).account()).isSameAs(after.account());
        assertThat(account.share(key("default", "free")).project())
                .as("what was replaced is not kept")
                .isEqualTo(live.project())
                .isNotSameAs(live.project());
    }
}
