package dev.keystile.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.credential.CredentialFields;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChallengesTest {

    private static final Field BASIC = Field.append("WWW-Authenticate", "Basic realm=\"orders\", charset=\"UTF-8\"");

    private final Challenges challenges = new Challenges("orders", CredentialFields.DEFAULT);

    private static Field bearer(String rest) {
        return Field.set("WWW-Authenticate", "Bearer realm=\"orders\"" + rest);
    }

    @Test
    void bearerComesFirstAndBasicAfterIt() {
        assertThat(challenges.of(DenyReason.MISSING_KEY, "", false)).containsExactly(bearer(""), BASIC);
    }

    @Test
    void aBadKeyIsAnErrorOfBearer() {
        assertThat(challenges.of(DenyReason.UNKNOWN_KEY, "", false))
                .containsExactly(bearer(", error=\"invalid_token\""), BASIC);
    }

    @Test
    void aBrowserShowsNoPasswordDialog() {
        assertThat(challenges.of(DenyReason.MISSING_KEY, "", true)).containsExactly(bearer(""));
    }

    @Test
    void whereBasicIsOffItIsNotOffered() {
        assertThat(new Challenges("orders", new CredentialFields(true, false, List.of(), false))
                        .of(DenyReason.MISSING_KEY, "", false))
                .containsExactly(bearer(""));
    }

    @Test
    void theScopesThatWereNeededAreNamed() {
        assertThat(challenges.of(DenyReason.INSUFFICIENT_SCOPE, "read write", false))
                .containsExactly(bearer(", error=\"insufficient_scope\", scope=\"read write\""));
    }

    @Test
    void basicIsNotOfferedWhereAnotherPasswordDoesNotHelp() {
        assertThat(challenges.of(DenyReason.MULTIPLE_CREDENTIALS, "", false))
                .containsExactly(bearer(", error=\"invalid_request\""));
    }

    @Test
    void whereNoCredentialCouldHelpThereIsNone() {
        Refusal own = Refusal.of("plan_too_small", 403, "Not in your plan", "Upgrade.");

        assertThat(challenges.of(DenyReason.ROUTE_CLOSED, "", false)).isEmpty();
        assertThat(challenges.of(DenyReason.STORE_UNAVAILABLE, "", false)).isEmpty();
        assertThat(challenges.of(own, "", false)).isEmpty();
    }
}
