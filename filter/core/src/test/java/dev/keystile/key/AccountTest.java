package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "cus_42", "org:7.b-c", "0"})
    void theOperatorsOwnIdIsAnAccountId(String id) {
        assertThat(Account.of(id, "Acme", "").id()).isEqualTo(id);
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                wrong("", "Acme", "", Map.of(), "account id '' must be 1 to 128 letters"),
                wrong("a b", "Acme", "", Map.of(), "account id 'a b' must be 1 to 128 letters"),
                wrong("é", "Acme", "", Map.of(), "account id 'é' must be 1 to 128 letters"),
                wrong("a".repeat(129), "Acme", "", Map.of(), "account id"),
                wrong("a", " ", "", Map.of(), "the account's name must not be blank"),
                wrong("a", "b\n", "", Map.of(), "the account's name must be printable"),
                wrong("a", "b".repeat(256), "", Map.of(), "the account's name must have 255 characters at most"),
                wrong("a", "b", "\t", Map.of(), "the account's plan must be printable"),
                wrong("a", "b", "c".repeat(65), Map.of(), "the account's plan must have 64 characters at most"),
                wrong("a", "b", "", Map.of("x y", ""), "the metadata name 'x y' must be 1 to 40"),
                wrong("a", "b", "", Map.of("n".repeat(41), ""), "the metadata name"),
                wrong("a", "b", "", Map.of("x", "\n"), "the metadata value of 'x' must be printable"),
                wrong("a", "b", "", Map.of("x", "v".repeat(257)), "the metadata value of 'x' must have 256"),
                wrong("a", "b", "", Map.of("x", ExampleKeys.SECRET), "the metadata value of 'x' holds a key"),
                wrong("sk_live_1", "b", "", Map.of(), "the account's id holds a key in clear text"),
                wrong("a", ExampleKeys.SECRET, "", Map.of(), "the account's name holds a key in clear text"),
                wrong("a", "b", "pk_demo_1", Map.of(), "the account's plan holds a key in clear text"),
                wrong("a", "b", "", entries(51), "metadata must have 50 names at most, not 51"));
    }

    private static Arguments wrong(String id, String name, String plan, Map<String, String> metadata, String message) {
        return Arguments.of(id, name, plan, metadata, message);
    }

    private static Map<String, String> entries(int count) {
        Map<String, String> metadata = new HashMap<>();
        for (int i = 0; i < count; i++) {
            metadata.put("n" + i, "");
        }
        return metadata;
    }

    @Test
    void theLongestValuesAreAccepted() {
        Map<String, String> metadata = Map.of("n".repeat(40), "v".repeat(256), "azAZ09._-", " sk_demo");

        Account account = new Account("a".repeat(128), "b".repeat(255), "c".repeat(64), metadata);

        assertThat(account.metadata()).isEqualTo(metadata);
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsNamed(String id, String name, String plan, Map<String, String> metadata, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Account(id, name, plan, metadata))
                .withMessageStartingWith(message);
    }

    @Test
    void metadataIsACopyInItsOrder() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("z", "1");
        given.put("a", "");
        Account account = new Account("a", "Acme", "free", given);
        given.clear();

        assertThat(account.metadata()).containsExactly(Map.entry("z", "1"), Map.entry("a", ""));
        assertThat(new Account("a", "Acme", "", entries(50)).metadata()).hasSize(50);
    }

    @Test
    void nothingButTheIdIsPrinted() {
        Account account = new Account("cus_42", "Acme", "free", Map.of("region", "eu"));

        assertThat(account).hasToString("cus_42");
        assertThat(AccountRecord.active(account).toString()).doesNotContain("Acme", "free", "region", "eu");
    }

    @Test
    void aRecordKeepsWhatIsNotChanged() {
        AccountRecord record = new AccountRecord(
                new Account("cus_42", "Acme", "free", Map.of("region", "eu")), AccountState.SUSPENDED, Instant.EPOCH);
        Account other = Account.of("cus_42", "Acme Ltd", "pro");

        assertThat(record.with(other)).isEqualTo(new AccountRecord(other, AccountState.SUSPENDED, Instant.EPOCH));
        assertThat(record.in(AccountState.ACTIVE))
                .isEqualTo(new AccountRecord(record.account(), AccountState.ACTIVE, Instant.EPOCH));
    }

    @Test
    void aClosedAccountHasItsIdAndItsTimeOfCreationAlone() {
        AccountRecord record = new AccountRecord(
                new Account("cus_42", "Acme", "free", Map.of("region", "eu")), AccountState.ACTIVE, Instant.EPOCH);

        assertThat(record.closed())
                .isEqualTo(new AccountRecord(Account.of("cus_42", "cus_42", ""), AccountState.CLOSED, Instant.EPOCH));
    }

    @Test
    void aDerivedProjectIdIsStableAndOfOnePair() {
        AccountRecord acme = AccountRecord.active(Account.of("cus_42", "Acme", ""));
        Environment demo = new Environment("demo", "Demo");
        Project project = Project.derived(acme, demo);

        assertThat(project.id()).isEqualTo("project_lZ4Z9JOs92wSCwvfNPpgfQ").matches("project_[0-9A-Za-z]{22}");
        assertThat(project.isDerived()).isTrue();
        assertThat(new Project("project_1", acme, demo).isDerived()).isFalse();
        assertThat(Project.derived(acme, new Environment("default", "Live")).id())
                .isNotEqualTo(project.id());
        assertThat(Project.derived(AccountRecord.DEFAULT, demo).id()).isNotEqualTo(project.id());
        assertThat(project).hasToString(project.id());
    }

    @Test
    void aProjectWithoutAnAccountIsOfTheDefaultAccount() {
        Environment demo = new Environment("demo", "Demo");

        assertThat(Project.ofDefault("project_1", demo))
                .isEqualTo(new Project("project_1", AccountRecord.DEFAULT, demo));
        assertThat(AccountRecord.DEFAULT.id()).isEqualTo("default");
    }

    @Test
    void aStateIsReadByItsLabel() {
        for (AccountState state : AccountState.values()) {
            assertThat(AccountState.ofLabel(state.toString())).contains(state);
            assertThat(state.label()).isEqualTo(state.toString());
        }
        assertThat(AccountState.ofLabel("Active")).isEmpty();
    }

    @Test
    void anIdentityHasTheAccountTheProjectAndTheMetadataOfItsKey() {
        ApiKey key = TestKeys.record(TestKeys.text(KeyType.SECRET), AccountState.ACTIVE);
        Identity identity = Identity.of(key);

        assertThat(identity.account()).isSameAs(key.project().account().account());
        assertThat(identity.projectId()).isEqualTo("project_cus_42");
        assertThat(identity.environment()).isEqualTo(TestKeys.DEMO.environment());
        assertThat(identity.metadata()).containsExactly(Map.entry("team", "billing"));
        assertThat(key.edited("b", key.scopes(), key.restrictions()).metadata()).isEqualTo(key.metadata());
    }
}
