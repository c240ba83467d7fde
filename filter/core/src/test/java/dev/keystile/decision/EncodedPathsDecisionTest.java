package dev.keystile.decision;

import static dev.keystile.policy.DenyReason.AMBIGUOUS_PATH;
import static dev.keystile.policy.DenyReason.PREFLIGHT_REFUSED;
import static dev.keystile.policy.DenyReason.ROUTE_CLOSED;

import dev.keystile.request.FakeRequest;
import dev.keystile.request.RequestView;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.Access;
import dev.keystile.route.EncodedPaths;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Routes that accept escapes of slashes and the like, beside one that does not. */
class EncodedPathsDecisionTest extends AuthenticatorFixture {

    private final Authenticator encoded = new AuthenticatorBuilder(
                    RouteTable.of(
                            List.of(
                                    Route.of("/files/**", Access.PUBLIC),
                                    Route.of("/files/own/**", Access.SECRET),
                                    Route.of("/files/closed/**", Access.DENIED),
                                    Route.of("/plain/**", Access.PUBLIC).withEncoded(EncodedPaths.REFUSE)),
                            PathCase.SENSITIVE,
                            EncodedPaths.ACCEPT),
                    keys)
            .handlePreflights(true)
            .policies(policies(false, TrustedProxies.NONE))
            .build();

    private static FakeRequest sent(String rawPath, String path) {
        return FakeRequest.decoded(rawPath, path);
    }

    /** A request to an application below {@code /app}. */
    private record BelowContext(String rawPath, String path) implements RequestView {

        @Override
        public String contextPath() {
            return "/app";
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String remoteAddress() {
            return "192.0.2.1";
        }

        @Override
        public Enumeration<String> values(String name) {
            return FakeRequest.get("/").values(name);
        }
    }

    @Test
    void theStrictestReadingDecides() {
        assertOpen(encoded.decide(sent("/files/a%2Fb", "/files/a/b")));
        assertGranted(encoded.decide(sent("/files/own%2Fb", "/files/own/b").bearer(secret)), secret);
        assertDenied(encoded.decide(sent("/files/closed%2Fb", "/files/closed/b").bearer(secret)), ROUTE_CLOSED);
    }

    @Test
    void aPathThatNoRouteAcceptsOrThatTheContainerReadsOtherwiseIsAmbiguous() {
        assertDenied(encoded.decide(sent("/plain/a%2Fb", "/plain/a/b")), AMBIGUOUS_PATH);
        assertDenied(encoded.decide(sent("/files/a%2Fb", "/files/c")), AMBIGUOUS_PATH);
        assertDenied(encoded.decide(sent("/files/a%2Fb", null)), AMBIGUOUS_PATH);
        assertDenied(encoded.decide(sent("/files/a%2F..", "/files")), AMBIGUOUS_PATH);
        assertDenied(authenticator.decide(sent("/public%2Fb", "/public/b")), AMBIGUOUS_PATH);
    }

    @Test
    void thePathOfTheContextIsNotMatched() {
        assertOpen(encoded.decide(new BelowContext("/app/files/a%2Fb", "/files/a/b")));
        assertOpen(encoded.decide(new BelowContext("/%61pp/files/a%2Fb", "/files/a/b")));
        assertDenied(encoded.decide(new BelowContext("/app%2F", "")), AMBIGUOUS_PATH);
    }

    @Test
    void aPreflightIsOfTheMethodThatItAsksFor() {
        assertDenied(encoded.decide(preflight("/plain/a%2Fb")), AMBIGUOUS_PATH);
        assertDenied(encoded.decide(preflight("/files/own%2Fb")), PREFLIGHT_REFUSED);
    }

    private static FakeRequest preflight(String rawPath) {
        return FakeRequest.of("OPTIONS", rawPath).with("Origin", APP).with("Access-Control-Request-Method", "GET");
    }
}
