package dev.keystile.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.AccountState;
import dev.keystile.key.KeyState;
import dev.keystile.key.KeyType;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyQueryTest {

    @Test
    void eachChangeKeepsTheRest() {
        Set<KeyState> active = Set.of(KeyState.ACTIVE);

        assertThat(KeyQuery.all()
                        .account("cus_42")
                        .environment("demo")
                        .type(KeyType.SECRET)
                        .states(active)
                        .search("ci")
                        .newestFirst()
                        .limit(7)
                        .after("here"))
                .isEqualTo(new KeyQuery("cus_42", "demo", KeyType.SECRET, active, "ci", true, 7, "here"));
        assertThat(AccountQuery.all()
                        .search("acme")
                        .states(Set.of(AccountState.CLOSED))
                        .limit(7)
                        .after("cus_42"))
                .isEqualTo(new AccountQuery("acme", Set.of(AccountState.CLOSED), 7, "cus_42"));
    }

    @Test
    void noStateMeansEveryState() {
        for (KeyState state : KeyState.values()) {
            assertThat(KeyQuery.all().includes(state)).isTrue();
            assertThat(KeyQuery.all().states(Set.of(state)).includes(state)).isTrue();
        }
        assertThat(KeyQuery.all().states(Set.of(KeyState.ACTIVE)).includes(KeyState.REVOKED))
                .isFalse();
        assertThat(AccountQuery.all().includes(AccountState.CLOSED)).isTrue();
        assertThat(AccountQuery.all().states(Set.of(AccountState.CLOSED)).includes(AccountState.CLOSED))
                .isTrue();
        assertThat(AccountQuery.all().states(Set.of(AccountState.CLOSED)).includes(AccountState.ACTIVE))
                .isFalse();
    }

    @Test
    void everyStateIsIncludedByNoneOrAll() {
        assertThat(KeyQuery.all().includesEveryState()).isTrue();
        assertThat(KeyQuery.all().states(EnumSet.allOf(KeyState.class)).includesEveryState())
                .isTrue();
        assertThat(KeyQuery.all().states(Set.of(KeyState.ACTIVE)).includesEveryState())
                .isFalse();
    }
}
