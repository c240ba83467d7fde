package dev.keystile.decision;

import static dev.keystile.policy.DenyReason.MISSING_KEY;
import static dev.keystile.policy.DenyReason.PREFLIGHT_REFUSED;
import static dev.keystile.policy.DenyReason.ROUTE_CLOSED;
import static dev.keystile.policy.DenyReason.SECRET_KEY_IN_BROWSER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.request.FakeRequest;
import dev.keystile.request.TrustedProxies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowsersTest extends AuthenticatorFixture {

    private static final String ORIGIN = "https://app.example.com";

    private final Authenticator cors = builder().handlePreflights(true).build();

    @Test
    void aSecretKeyFromABrowserIsRefusedOnEveryRouteThatLooksAtIt() {
        for (String path : List.of("/secret", "/publishable", "/optional")) {
            assertDenied(
                    authenticator.decide(FakeRequest.get(path).bearer(secret).with("Origin", ORIGIN)),
                    SECRET_KEY_IN_BROWSER);
            assertDenied(
                    authenticator.decide(FakeRequest.get(path).bearer(secret).with("sec-fetch-site", "same-origin")),
                    SECRET_KEY_IN_BROWSER);
        }
    }

    @Test
    void aPublishableKeyMayComeFromABrowser() {
        assertGranted(
                authenticator.decide(
                        FakeRequest.get("/publishable").bearer(publishable).with("Origin", ORIGIN)),
                publishable);
    }

    @Test
    void secFetchModeAloneIsNoBrowser() {
        assertGranted(
                authenticator.decide(FakeRequest.get("/secret").bearer(secret).with("Sec-Fetch-Mode", "cors")), secret);
    }

    @Test
    void thePolicyCanAllowIt() {
        Authenticator lenient =
                builder().policies(policies(true, TrustedProxies.NONE)).build();

        assertGranted(lenient.decide(FakeRequest.get("/secret").bearer(secret).with("Origin", ORIGIN)), secret);
    }

    @ParameterizedTest
    @CsvSource({
        "/public,      GET,  true",
        "/optional,    GET,  true",
        "/publishable, POST, true",
        "/mixed,       GET,  true",
        "/mixed,       HEAD, true",
        "/mixed,       POST, false",
        "/mixed,       get,  false",
        "/mixed,       '',   false",
        "/secret,      GET,  false",
        "/unmatched,   GET,  false"
    })
    void aPreflightIsDecidedForTheMethodThatItNames(String path, String method, boolean accepted) {
        DecisionResult result = cors.decide(preflight(path, method));

        if (accepted) {
            assertThat(result).isInstanceOf(Decision.Preflight.class);
        } else {
            assertDenied(result, PREFLIGHT_REFUSED);
        }
    }

    @Test
    void aPreflightOfAClosedRouteIsRefused() {
        assertDenied(cors.decide(preflight("/denied", "GET")), ROUTE_CLOSED);
    }

    @Test
    void preflightsOfRoutesThatRequireASecretKeyCanBeAllowed() {
        Authenticator lenient =
                builder().handlePreflights(true).allowSecretPreflights(true).build();

        assertThat(lenient.decide(preflight("/secret", "GET"))).isInstanceOf(Decision.Preflight.class);
        assertDenied(lenient.decide(preflight("/denied", "GET")), ROUTE_CLOSED);
    }

    @Test
    void aPreflightNeedsNoStore() {
        storeIsDown = true;

        assertThat(cors.decide(preflight("/publishable", "GET").bearer(unknown)))
                .isInstanceOf(Decision.Preflight.class);
    }

    @Test
    void withoutOriginOrMethodAnOptionsRequestIsLikeAnyOther() {
        assertDenied(cors.decide(FakeRequest.of("OPTIONS", "/publishable").with("Origin", ORIGIN)), MISSING_KEY);
        assertDenied(
                cors.decide(FakeRequest.of("OPTIONS", "/publishable").with("Access-Control-Request-Method", "GET")),
                MISSING_KEY);
        assertDenied(
                cors.decide(FakeRequest.get("/publishable")
                        .with("Origin", ORIGIN)
                        .with("Access-Control-Request-Method", "GET")),
                MISSING_KEY);
    }

    @Test
    void whereCorsIsNotConfiguredPreflightsAreRequestsLikeAnyOther() {
        assertDenied(authenticator.decide(preflight("/publishable", "GET")), MISSING_KEY);
        assertOpen(authenticator.decide(preflight("/public", "GET")));
    }

    private static FakeRequest preflight(String path, String method) {
        return FakeRequest.of("OPTIONS", path).with("Origin", ORIGIN).with("Access-Control-Request-Method", method);
    }
}
