package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestrictionsTest {

    private static final String APP = "https://app.example.com";

    @Test
    void noRestrictionAllowsEveryRequest() {
        assertThat(Restrictions.of(null, null)).isSameAs(Restrictions.NONE);
        assertThat(Restrictions.NONE.allowOrigin("https://evil.example")).isTrue();
        assertThat(Restrictions.NONE.allowOrigin(null)).isTrue();
        assertThat(Restrictions.NONE.allowAddress(IpAddress.parse("192.0.2.1"))).isTrue();
        assertThat(Restrictions.NONE.allowAddress(null)).isTrue();
    }

    @Test
    void anEmptyListAllowsNothing() {
        Restrictions nowhere = Restrictions.of(List.of(), List.of());

        assertThat(nowhere.allowOrigin(APP)).isFalse();
        assertThat(nowhere.allowOrigin(null)).isFalse();
        assertThat(nowhere.allowAddress(IpAddress.parse("127.0.0.1"))).isFalse();
        assertThat(nowhere.allowAddress(null)).isFalse();
        assertThat(nowhere).isNotEqualTo(Restrictions.NONE);
    }

    @Test
    void oneListDoesNotLimitTheOther() {
        assertThat(Restrictions.of(List.of(), null).allowAddress(null)).isTrue();
        assertThat(Restrictions.of(null, List.of()).allowOrigin(null)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "null",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://APP.example.com",
                "https://app.example.com/",
                "https://app.example.com.evil.example",
                "https://evil-app.example.com",
                "https://app.example.com, https://app.example.com",
                " https://app.example.com"
            })
    void originsAreComparedExactly(String other) {
        Restrictions restrictions = Restrictions.of(List.of("http://localhost:3000", APP), null);

        assertThat(restrictions.allowOrigin(APP)).isTrue();
        assertThat(restrictions.allowOrigin(other)).isFalse();
    }

    @Test
    void anAddressMustBeInOneOfTheNetworks() {
        Restrictions restrictions = Restrictions.of(null, List.of("10.0.0.0/8", "::1"));

        assertThat(restrictions.allowAddress(IpAddress.parse("10.1.2.3"))).isTrue();
        assertThat(restrictions.allowAddress(IpAddress.parse("::1"))).isTrue();
        assertThat(restrictions.allowAddress(IpAddress.parse("127.0.0.1"))).isFalse();
        assertThat(restrictions.allowAddress(null)).isFalse();
    }

    @Test
    void invalidOriginsAndNetworksAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Restrictions.of(List.of("*"), null))
                .withMessage("'*' must be " + Origin.FORM);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Restrictions.of(null, List.of("10.0.0.1/8")))
                .withMessage("'10.0.0.1/8' must be " + Network.FORM);
    }

    @Test
    void theListsAreCopiedAndCannotBeChanged() {
        List<String> origins = new ArrayList<>(List.of(APP));
        List<String> networks = new ArrayList<>(List.of("10.0.0.0/8"));
        Restrictions restrictions = Restrictions.of(origins, networks);
        origins.add("https://evil.example");
        networks.add("0.0.0.0/0");

        assertThat(restrictions.origins()).containsExactly(APP);
        assertThat(restrictions.networks()).containsExactly(Network.parse("10.0.0.0/8"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> restrictions.origins().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> restrictions.networks().clear());
    }
}
