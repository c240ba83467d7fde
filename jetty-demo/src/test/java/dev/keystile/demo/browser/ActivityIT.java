package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityIT extends BrowserTest {

    private static final String ACTIVITY = "/dashboard/demo/activity";

    @BeforeEach
    void visit() {
        logIn();
        page.navigate(ACTIVITY);
    }

    @Test
    void aRequestAppearsWithoutReload() throws Exception {
        int before = rows().count();
        page.evaluate("() => { window.notReloaded = true; }");
        send(demo.demoKeys().secretKey());

        assertThat(rows()).hasCount(before + 1);
        assertThat(rows().first()).containsText("/organizations");
        assertThat(rows().first()).containsText("200");
        assertThat(rows().first()).containsText(lastFour(demo.demoKeys().secretKey()));
        assertThat(page.evaluate("() => window.notReloaded")).isEqualTo(true);
        assertThat(page.content()).doesNotContain(demo.demoKeys().secretKey());
    }

    @Test
    void aPausedPageCatchesUpWhenItIsResumed() throws Exception {
        int before = rows().count();
        page.getByText("Pause").click();
        assertThat(page.locator("[data-live-state]")).hasText("Paused");
        send(demo.demoKeys().secretKey());
        assertThat(rows()).hasCount(before);

        page.getByText("Resume").click();

        assertThat(rows()).hasCount(before + 1);
    }

    @Test
    void aRefusalIsShownWithItsReasonWhichLeadsToItsExplanation() throws Exception {
        send(demo.demoKeys().publishableKey());
        rows().first().getByText("secret_key_required").click();

        assertThat(page).hasURL(demo.uri("/docs/errors#secret_key_required").toString());
    }

    @Test
    void requestsWithoutAnEnvironmentAreShownInBoth() throws Exception {
        send("sk_demo_nobodyKnowsThisOne");
        Locator unknown = rows().filter(new FilterOptions().setHasText("unknown_key"));

        assertThat(unknown.first()).containsText("no project");
        page.navigate("/dashboard/default/activity");
        assertThat(unknown.first()).containsText("no project");
        assertThat(page.content()).doesNotContain("nobodyKnowsThisOne");
    }

    @Test
    void requestsOfOneEnvironmentAreNotShownInTheOther() throws Exception {
        send(demo.defaultKeys().secretKey());
        send(demo.demoKeys().secretKey());

        assertThat(rows().first()).containsText(lastFour(demo.demoKeys().secretKey()));
        assertThat(page.content())
                .doesNotContain("…" + lastFour(demo.defaultKeys().secretKey()));
    }

    @Test
    void lookingOnDoesNotLengthenTheSession() {
        errors.expect("401 for " + demo.uri(ACTIVITY));
        clock.goForward(Duration.ofMinutes(20));
        for (int look = 0; look < 2; look++) {
            page.waitForResponse(response -> response.url().contains("/activity/rows"), () -> {});
        }
        clock.goForward(Duration.ofMinutes(11));

        assertThat(page.getByText("Your session has ended")).isVisible();
    }

    private Locator rows() {
        return page.locator("[data-live-table] tbody > tr");
    }

    private static String lastFour(String key) {
        return key.substring(key.length() - 4);
    }

    private void send(String key) throws Exception {
        assertThat(demo.send("GET", "/organizations", key, null).statusCode()).isPositive();
    }
}
