package dev.keystile.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RequirementTest {

    private static Requirement requirement(Access access, String... scopes) {
        return new Requirement(access, Set.of(scopes), "/app", true);
    }

    @Test
    void theStricterAccessCountsAndTheScopesOfBoth() {
        assertThat(requirement(Access.PUBLIC)
                        .and(requirement(Access.SECRET, "a"))
                        .access())
                .isEqualTo(Access.SECRET);
        assertThat(requirement(Access.SECRET, "a")
                        .and(requirement(Access.SECRET, "b"))
                        .scopes())
                .containsExactly("a", "b");
    }

    @Test
    void aDelegatedAndAPublishableRuleTogetherNeedASecretKey() {
        for (Access[] pair :
                new Access[][] {{Access.DELEGATED, Access.PUBLISHABLE}, {Access.PUBLISHABLE, Access.DELEGATED}}) {
            assertThat(requirement(pair[0]).and(requirement(pair[1])).access()).isEqualTo(Access.SECRET);
        }
    }
}
