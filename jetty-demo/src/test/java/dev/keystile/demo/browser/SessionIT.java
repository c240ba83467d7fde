package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionIT extends BrowserTest {

    @Test
    void aSessionLastsWhileItIsUsedEveryHalfHour() {
        logIn();
        for (int i = 0; i < 4; i++) {
            clock.goForward(Duration.ofMinutes(29));
            page.reload();
            assertThat(heading()).hasText("API keys");
        }
    }

    @Test
    void aSessionEndsAfterThirtyIdleMinutes() {
        logIn();
        clock.goForward(Duration.ofMinutes(31));

        page.reload();

        assertThat(heading()).hasText("Log in with your link");
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverMuchItIsUsed() {
        logIn();
        for (int i = 0; i < 36; i++) {
            clock.goForward(Duration.ofMinutes(20));
            assertThat(context.request().get(DEMO_KEYS).status()).isEqualTo(i < 35 ? 200 : 401);
            clock.goForward(Duration.ofSeconds(1));
        }
    }

    @Test
    void aClockThatIsPutBackEndsASession() {
        clock.goForward(Duration.ofDays(1));
        logIn();
        clock.goForward(Duration.ofDays(-1));

        page.reload();

        assertThat(heading()).hasText("Log in with your link");
        clock.goForward(Duration.ofDays(1));
        page.reload();
        assertThat(heading()).hasText("Log in with your link");
    }

    @Test
    void aFormThatIsSentAfterTheEndSaysSoAndDoesNothing() throws Exception {
        logIn();
        KeysPage keys = new KeysPage(page);
        clock.goForward(Duration.ofMinutes(31));

        keys.create("Secret", Map.of("Name", "too late"));

        assertThat(heading()).hasText("Your session has ended");
        assertThat(page.getByText("Nothing was changed")).isVisible();
        assertThat(keys().named("too late")).isEmpty();
    }
}
