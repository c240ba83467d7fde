package dev.keystile.demo.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyType;
import dev.keystile.key.Scopes;
import dev.keystile.verdict.DenyReason;
import dev.keystile.verdict.Identity;
import dev.keystile.verdict.Verdict;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private static final Environment DEMO = new Environment("demo", "Demo Project", "project_1");
    private static final Identity ONE = new Identity("key_1", KeyType.SECRET, DEMO, Scopes.all());
    private static final Identity TWO = new Identity("key_2", KeyType.SECRET, DEMO, Scopes.all());

    private final Decisions decisions = new Decisions();

    @Test
    void aDecisionIsTakenOnce() {
        decisions.decided(Verdict.Granted.asserted(ONE), "/a", "r-1");
        assertThat(decisions.take("r-1", 200, ONE)).isEqualTo(new Decision("/a", ONE, null, null));
        assertThat(decisions.take("r-1", 200, ONE)).isNull();
        assertThat(decisions.size()).isZero();
    }

    @Test
    void requestsThatShareAnIdGetTheirOwn() {
        decisions.decided(Verdict.Granted.asserted(ONE), "/a", "shared");
        decisions.decided(Verdict.Denied.of(DenyReason.MISSING_KEY), "/b", "shared");
        decisions.decided(Verdict.Granted.asserted(TWO), "/c", "shared");
        assertThat(decisions.take("shared", 201, TWO).route()).isEqualTo("/c");
        assertThat(decisions.take("shared", 401, null).reason()).isEqualTo(DenyReason.MISSING_KEY);
        assertThat(decisions.take("shared", 200, ONE).route()).isEqualTo("/a");
    }

    @Test
    void anAnswerThatFitsNoDecisionTakesNone() {
        decisions.decided(Verdict.Denied.of(DenyReason.MISSING_KEY), "/a", "r-1");
        assertThat(decisions.take("r-1", 200, ONE)).isNull();
        assertThat(decisions.take("r-2", 401, null)).isNull();
    }

    @Test
    void whatNobodyTakesIsForgottenSomeTime() {
        for (int i = 0; i < 5_000; i++) {
            decisions.decided(Verdict.Granted.asserted(ONE), "/a", "r-" + i);
            decisions.decided(Verdict.Granted.asserted(ONE), "/a", "same");
        }
        assertThat(decisions.size()).isLessThanOrEqualTo(1_024);
        assertThat(decisions.take("r-4999", 200, ONE)).isNotNull();
    }
}
