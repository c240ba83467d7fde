package dev.keystile.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.demo.dashboard.Session.Draft;
import dev.keystile.demo.dashboard.Session.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String DEMO = "/dashboard/demo/keys";
    private static final String DEFAULT = "/dashboard/default/keys";

    private final Session session = new Session(DashboardUser.OPERATOR, NOON);

    @Test
    void aPageTakesWhatIsForItAndLeavesTheRest() {
        session.show(DEMO, "key_1", "sk_demo_1", NOON);
        session.show(DEMO, "key_2", "sk_demo_2", NOON);
        session.show(DEFAULT, "key_3", "sk_default_3", NOON);
        session.say(DEMO, Notice.done("made"));
        session.keep(DEFAULT, new Draft(Map.of(), "wrong"));

        assertThat(session.takeKeys(DEMO, NOON)).isEqualTo(Map.of("key_1", "sk_demo_1", "key_2", "sk_demo_2"));
        assertThat(session.takeKeys(DEMO, NOON)).isEmpty();
        assertThat(session.takeNotice(DEFAULT)).isNull();
        assertThat(session.takeNotice(DEMO)).isEqualTo(Notice.done("made"));
        assertThat(session.takeDraft(DEMO)).isNull();
        assertThat(session.takeDraft(DEFAULT)).isNotNull();
        assertThat(session.takeKeys(DEFAULT, NOON)).isEqualTo(Map.of("key_3", "sk_default_3"));
    }

    @Test
    void aKeyIsDroppedByTheClock() {
        session.show(DEMO, "key_1", "sk_demo_1", NOON);
        session.say(DEMO, new Notice("fresh", "The key is made."));
        session.dropKeys(NOON.plusSeconds(59));
        session.show(DEMO, "key_2", "sk_demo_2", NOON.plusSeconds(59));

        session.dropKeys(NOON.plusSeconds(60));

        assertThat(session.takeNotice(DEMO).text()).startsWith("The key was not shown");
        assertThat(session.takeKeys(DEMO, NOON.plusSeconds(60))).isEqualTo(Map.of("key_2", "sk_demo_2"));
    }

    @Test
    void theSessionOfAnOwnerShowsNoOtherAccount() {
        Session own = new Session(DashboardUser.ownerOf("acme"), NOON);

        assertThatThrownBy(() -> own.open("other")).isInstanceOf(IllegalStateException.class);
        assertThat(own.accountId()).isEqualTo("acme");
    }

    @Test
    void theOperatorOpensOneAccountAfterTheOther() {
        assertThat(session.accountId()).isNull();
        session.open("acme");
        session.open("other");
        assertThat(session.accountId()).isEqualTo("other");
    }

    @Test
    void theTokenOfAFormIsGoodForOneAccountOfOneSession() {
        Session other = new Session(DashboardUser.OPERATOR, NOON);

        assertThat(List.of(session.csrfToken("acme"), session.csrfToken("other"), session.csrfToken(null)))
                .doesNotHaveDuplicates()
                .doesNotContain(other.csrfToken("acme"), other.csrfToken("other"), other.csrfToken(null));
        assertThat(session.csrfToken("acme")).isEqualTo(session.csrfToken("acme"));
    }

    @Test
    void aPageThatIsFetchedTooLateShowsNoKey() {
        session.show(DEMO, "key_1", "sk_demo_1", NOON);

        assertThat(session.takeKeys(DEMO, NOON.plusSeconds(60))).isEmpty();
    }
}
