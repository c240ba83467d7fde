package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ExampleKeys;
import dev.keystile.policy.DenyReason;
import dev.keystile.request.FakeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A request with every fault at once loses them one by one, in the order that the contract names. */
class PrecedenceTest extends AuthenticatorFixture {

    private final Authenticator cors = builder().handlePreflights(true).build();

    private final String mistyped = unknown.substring(0, 8) + new StringBuilder(unknown.substring(8)).reverse();

    private record Step(String method, String path, String credential, boolean down, boolean browser, String outcome) {}

    private final List<Step> steps = List.of(
            new Step("TRACE", "/denied//", "Digest x", true, true, "method_not_allowed"),
            new Step("OPTIONS", "/denied//", "Digest x", true, true, "ambiguous_path"),
            new Step("OPTIONS", "/denied", "Digest x", true, true, "route_closed"),
            new Step("OPTIONS", "/write", "Digest x", true, true, "preflight_refused"),
            new Step("GET", "/write", "Digest x", true, true, "unsupported_scheme"),
            new Step("GET", "/write", "Bearer x", true, true, "malformed_key"),
            new Step("GET", "/write", "Bearer " + mistyped, true, true, "malformed_key"),
            new Step("GET", "/write", "Bearer " + ExampleKeys.SECRET, true, true, "example_key"),
            new Step("GET", "/write", "Bearer x, Bearer y", true, true, "multiple_credentials"),
            new Step("GET", "/write", null, true, true, "missing_key"),
            new Step("GET", "/write", "Bearer " + revoked, true, true, "store_unavailable"),
            new Step("GET", "/write", "Bearer " + unknown, false, true, "unknown_key"),
            new Step("GET", "/write", "Bearer " + revoked, false, true, "revoked_key"),
            new Step("GET", "/write", "Bearer " + expired, false, true, "expired_key"),
            new Step("GET", "/write", "Bearer " + closed, false, true, "revoked_key"),
            new Step("GET", "/write", "Bearer " + suspendedExpired, false, true, "expired_key"),
            new Step("GET", "/write", "Bearer " + suspended, false, true, "account_suspended"),
            new Step("GET", "/write", "Bearer " + suspendedPublishable, false, true, "account_suspended"),
            new Step("GET", "/optional", "Bearer " + suspendedPublishable, false, false, "account_suspended"),
            new Step("GET", "/publishable", "Bearer " + suspendedPublishable, false, false, "account_suspended"),
            new Step("GET", "/write", "Bearer " + scoped, false, true, "secret_key_in_browser"),
            new Step("GET", "/write", "Bearer " + publishable, false, true, "secret_key_required"),
            new Step("GET", "/write", "Bearer " + boundReader, false, true, "secret_key_in_browser"),
            new Step("GET", "/write", "Bearer " + boundPublishable, false, true, "secret_key_required"),
            new Step("GET", "/optional", "Bearer " + boundPublishable, false, false, "origin_not_allowed"),
            new Step("GET", "/write", "Bearer " + boundReader, false, false, "ip_not_allowed"),
            new Step("GET", "/write", "Bearer " + scoped, false, false, "insufficient_scope"),
            new Step("GET", "/write", "Bearer " + secret, false, false, "granted"),
            new Step("GET", "/public", "Bearer " + suspended, true, true, "open"),
            new Step("GET", "/public", "Bearer " + revoked, true, true, "open"));

    @Test
    void theFirstFaultInTheContractsOrderDecides() {
        assertThat(wrong(steps)).isEmpty();
    }

    @Test
    void aCachedKeyIsJudgedInTheSameOrder() {
        List<Step> whileTheStoreResponds =
                steps.stream().filter(step -> !step.down).toList();

        assertThat(wrong(whileTheStoreResponds)).isEmpty();
        assertThat(wrong(whileTheStoreResponds)).as("from the cache").isEmpty();
    }

    @Test
    void aTextThatOnlyResemblesACachedKeyIsNotThatKey() {
        assertGranted(cors.decide(FakeRequest.of("GET", "/secret").with("Authorization", "Bearer " + secret)), secret);
        for (int i = 0; i < secret.length(); i++) {
            String wide = secret.substring(0, i) + (char) (secret.charAt(i) + 0x100) + secret.substring(i + 1);
            DecisionResult result =
                    cors.decide(FakeRequest.of("GET", "/secret").with("Authorization", "Bearer " + wide));
            assertDenied(result, DenyReason.MALFORMED_KEY);
        }
    }

    @Test
    void everyCodeHasItsStatusAndError() {
        Set<String> codes = new TreeSet<>();
        for (DenyReason reason : DenyReason.values()) {
            codes.add(reason.status() + " " + reason.code() + " " + reason.error());
            assertThat(reason.title()).isNotBlank();
            assertThat(reason.detail()).endsWith(".");
        }
        assertThat(codes)
                .containsExactlyInAnyOrder(
                        "401 missing_key null",
                        "401 unsupported_scheme null",
                        "401 malformed_key invalid_token",
                        "401 invalid_assertion invalid_token",
                        "401 unknown_key invalid_token",
                        "401 example_key invalid_token",
                        "401 expired_key invalid_token",
                        "401 revoked_key invalid_token",
                        "400 multiple_credentials invalid_request",
                        "400 ambiguous_path null",
                        "403 secret_key_required insufficient_scope",
                        "403 secret_key_in_browser null",
                        "403 origin_not_allowed null",
                        "403 ip_not_allowed null",
                        "403 preflight_refused null",
                        "403 account_suspended null",
                        "403 insufficient_scope insufficient_scope",
                        "403 route_closed null",
                        "405 method_not_allowed null",
                        "503 store_unavailable null");
    }

    private List<String> wrong(List<Step> steps) {
        List<String> wrong = new ArrayList<>();
        for (Step step : steps) {
            String outcome = outcome(step);
            if (!outcome.equals(step.outcome)) {
                wrong.add(step + " came to " + outcome);
            }
        }
        return wrong;
    }

    private String outcome(Step step) {
        storeIsDown = step.down;
        FakeRequest request = FakeRequest.of(step.method, step.path);
        if (step.credential != null) {
            request.with("Authorization", step.credential);
        }
        if (step.browser) {
            request.with("Origin", APP).with("Access-Control-Request-Method", "GET");
        }
        return cors.decide(request).await().outcome();
    }
}
