package dev.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.request.FakeRequest;
import dev.keystile.route.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserPolicyTest {

    private final BrowserPolicy policy = new BrowserPolicy();

    private Refusal refusal(FakeRequest request, KnownKey key) {
        return policy.refusal(request, key, Requirement.UNMATCHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin", "Sec-Fetch-Site"})
    void aSecretKeyFromABrowserHasLeaked(String field) {
        FakeRequest request = FakeRequest.get("/").with(field, "x");

        assertThat(refusal(request, PolicyFixture.unrestricted())).isEqualTo(DenyReason.SECRET_KEY_IN_BROWSER);
        assertThat(refusal(request, PolicyFixture.publishable())).isNull();
    }

    @Test
    void aSecretKeyFromAServerIsFine() {
        FakeRequest request = FakeRequest.get("/").with("Sec-Fetch-Mode", "cors");

        assertThat(refusal(request, PolicyFixture.unrestricted())).isNull();
    }
}
