package dev.keystile.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.Account;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdminEventTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Actor ANNA = new Actor("anna", "build-7");

    private final ApiKey key = TestKeys.newRecord();

    @Test
    void aKeyComesWithItsAccountAndItsEnvironment() {
        assertThat(AdminEvent.ofKey(AdminAction.ISSUE, NOON, ANNA, key))
                .isEqualTo(
                        new AdminEvent(AdminAction.ISSUE, NOON, ANNA, key.account(), key.environment(), key, null, ""));
    }

    @Test
    void theDetailOfANewKeyIsItsLimits() {
        for (AdminAction action : List.of(AdminAction.ISSUE, AdminAction.ADOPT)) {
            assertThat(AdminEvent.ofKey(action, NOON, ANNA, key).detail())
                    .isEqualTo("scopes " + key.scopes() + ", origins any, networks any");
        }
        ApiKey limited = key.edited("build", Scopes.of(List.of("read")), Restrictions.of(null, List.of("10.0.0.0/8")));
        assertThat(AdminEvent.ofKey(AdminAction.EDIT, NOON, ANNA, limited).detail())
                .isEqualTo("name build, scopes " + limited.scopes() + ", origins any, networks [10.0.0.0/8]");
        assertThat(AdminEvent.ofKey(AdminAction.REVOKE, NOON, ANNA, key).detail())
                .isEmpty();
    }

    @Test
    void theDetailOfARolledKeyIsItsSuccessorAndItsEnd() {
        ApiKey ending = key.endingAt(NOON);
        ApiKey successor = TestKeys.newRecord();
        AdminEvent roll = AdminEvent.ofRoll(NOON, ANNA, ending, successor);

        assertThat(roll)
                .isEqualTo(new AdminEvent(
                        AdminAction.ROLL, NOON, ANNA, key.account(), key.environment(), ending, successor, ""));
        assertThat(roll.detail()).isEqualTo("to " + successor.id() + ", ends at 2026-11-24T12:00:00Z");
        assertThat(AdminEvent.ofKey(AdminAction.ROLL, NOON, ANNA, ending).detail())
                .isEqualTo("ends at 2026-11-24T12:00:00Z");
    }

    @Test
    void aChangeOfAnAccountOrAnEnvironmentHasANote() {
        Account account = Account.of("cus_42", "Acme", "");
        Environment demo = new Environment("demo", "De\nmo");

        assertThat(AdminEvent.ofAccount(AdminAction.CLOSE, NOON, ANNA, account, "a note"))
                .isEqualTo(new AdminEvent(AdminAction.CLOSE, NOON, ANNA, account, null, null, null, "a note"))
                .returns("a note", AdminEvent::detail);
        assertThat(AdminEvent.ofAllKeys(NOON, ANNA, account, demo, 3))
                .returns("keys revoked: 3", AdminEvent::detail)
                .returns(demo, AdminEvent::environment)
                .returns(account, AdminEvent::account);
        assertThat(AdminEvent.ofEnvironment(AdminAction.CREATE_ENVIRONMENT, NOON, ANNA, demo))
                .returns(demo, AdminEvent::environment)
                .satisfies(event -> assertThat(event.detail()).startsWith("De").doesNotContain("\n"));
    }

    @Test
    void actionsAndActorsAreShownAsTheAuditKeepsThem() {
        assertThat(AdminAction.CREATE_ACCOUNT).hasToString("create account");
        assertThat(AdminAction.CREATE_ACCOUNT.label()).isEqualTo("create account");
        assertThat(new Actor("a".repeat(256), "b".repeat(256))).isEqualTo(new Actor("a".repeat(255), "b".repeat(255)));
        assertThat(new Actor("a".repeat(255), "").name()).hasSize(255);
    }

    @Test
    void nothingThatIsShownHoldsAKey() {
        IssuedKey issued = new IssuedKey(key, "sk_demo_of_the_customer");
        CreatedAccount created = new CreatedAccount(
                new AccountDescription(key.project().account(), List.of(key.project())), List.of(issued));

        assertThat(issued).hasToString("IssuedKey[" + key.id() + "]");
        assertThat(created).hasToString("CreatedAccount[" + key.account().id() + "]");
        assertThat(Set.of(issued, created).toString()).doesNotContain("customer");
    }
}
