package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.IssuedKey;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRevocationIT extends BrowserTest {

    @BeforeEach
    void visit() {
        logIn();
    }

    @Test
    void aRevokedKeyIsRefusedAndListedAmongTheEnded() throws Exception {
        IssuedKey key = keys().make("demo", "leaked");
        assertThat(statusFor(key.key())).isEqualTo(200);
        KeysPage keys = open(DEMO_KEYS);
        keys.revoke("leaked");

        assertThat(keys.notice()).hasText("The key is revoked. Requests with it are refused.");
        page.getByText("Keys that have ended").click();
        assertThat(keys.key("leaked")).containsText("Revoked");
        assertThat(keys.button("Revoke leaked")).hasCount(0);
        HttpResponse<String> response = demo.send("GET", "/whoami", key.key(), null);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("revoked_key");
    }

    @Test
    void theDialogWarnsOfAKeyThatWasUsedInTheLastDay() throws Exception {
        keys().usedAt(keys().make("demo", "busy").record().id(), clock.instant());
        clock.goForward(Duration.ofHours(23));
        logIn();
        KeysPage keys = new KeysPage(page);

        keys.button("Revoke busy").click();

        assertThat(keys.dialog()).containsText("This key was used 23 hours ago");
    }

    @Test
    void theDialogDoesNotWarnOfAKeyThatWasUsedLongerAgo() throws Exception {
        keys().usedAt(keys().make("demo", "idle").record().id(), clock.instant());
        clock.goForward(Duration.ofHours(25));
        logIn();
        KeysPage keys = new KeysPage(page);

        keys.button("Revoke idle").click();

        assertThat(keys.dialog()).containsText("This cannot be undone.");
        assertThat(keys.dialog()).not().containsText("This key was used");
    }
}
