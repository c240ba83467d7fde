package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCreationIT extends BrowserTest {

    @BeforeEach
    void visit() {
        logIn();
    }

    @Test
    void aSecretKeyIsShownAndWorks() throws Exception {
        KeysPage keys = open(DEMO_KEYS);
        keys.create("Secret", Map.of("Name", "billing"));

        assertThat(keys.notice()).hasText("The key is made. Copy it to where it is used.");
        String key = keys.text("billing").textContent();
        assertThat(key).startsWith("sk_demo_");
        assertThat(demo.send("GET", "/organizations", key, null).statusCode()).isEqualTo(200);
    }

    @Test
    void aPublishableKeyWorksAndStaysVisible() throws Exception {
        KeysPage keys = open(DEFAULT_KEYS);
        keys.create("Publishable", Map.of("Name", "shop"));
        assertThat(keys.notice()).containsText("The key is made.");
        page.reload();

        String key = keys.text("shop").textContent();
        assertThat(key).startsWith("pk_default_").doesNotContain("…");
        assertThat(statusFor(key)).isEqualTo(200);
    }

    @Test
    void aSecretKeyOfTheDefaultProjectIsShownOnce() throws Exception {
        KeysPage keys = open(DEFAULT_KEYS);
        keys.create("Secret", Map.of("Name", "once"));

        assertThat(keys.notice()).hasText("The key is made. Copy it now: it is shown this once.");
        String key = keys.text("once").textContent();
        assertThat(statusFor(key)).isEqualTo(200);
        page.reload();
        assertThat(keys.text("once")).hasText("sk_default_…" + key.substring(key.length() - 4));
        assertThat(page.content()).doesNotContain(key);
    }

    @Test
    void theCopyButtonPutsTheKeyOnTheClipboard() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        KeysPage keys = open(DEMO_KEYS);
        keys.create("Secret", Map.of("Name", "copied"));
        String key = keys.text("copied").textContent();

        keys.button("Copy copied").click();

        assertThat(page.locator("#said")).hasText("Copied");
        assertThat(page.evaluate("() => navigator.clipboard.readText()")).isEqualTo(key);
    }

    @Test
    void limitsAreShownAndHold() throws Exception {
        KeysPage keys = open(DEMO_KEYS);
        keys.create(
                "Secret",
                Map.of("Name", "reader", "Scopes", "organizations:read", "Networks", "203.0.113.0/24 198.51.100.7"));

        assertThat(keys.key("reader")).containsText("Scopes: organizations:read");
        assertThat(keys.key("reader")).containsText("Networks: 203.0.113.0/24, 198.51.100.7");
        assertThat(statusFor(keys.text("reader").textContent())).isEqualTo(403);
    }

    @Test
    void aKeyWithALifetimeSaysWhenItEnds() {
        KeysPage keys = open(DEMO_KEYS);
        keys.openCreate();
        keys.dialog().getByLabel("Name").fill("short");
        keys.dialog().getByLabel("Ends").selectOption("In 30 days");
        keys.confirm("Create key");

        assertThat(keys.key("short")).containsText("Ends in 30 days");
    }

    @Test
    void aKeyNeedsAName() {
        KeysPage keys = open(DEMO_KEYS);
        keys.openCreate();
        keys.confirm("Create key");

        assertThat(keys.dialog()).isVisible();
        assertThat(keys.dialog().locator(":focus")).hasAttribute("name", "name");
    }

    @ParameterizedTest
    @CsvSource({
        "Secret, Scopes, 'a\"b', a\"b",
        "Secret, Networks, 300.1.1.1/8, 300.1.1.1/8",
        "Publishable, Origins, app.example.com, app.example.com"
    })
    void aLimitThatMakesNoSenseIsNamedAndMakesNoKey(String type, String field, String value, String named)
            throws Exception {
        List<ApiKey> before = keys().all();

        KeysPage keys = open(DEMO_KEYS);
        keys.create(type, Map.of("Name", "wrong", field, value));

        assertThat(keys.dialog()).containsText("No key was made: ");
        assertThat(keys.dialog()).containsText("'" + named + "' must be");
        assertThat(keys().all()).hasSameSizeAs(before);
    }

    @Test
    void whatWasFilledInIsKeptUntilItIsRight() {
        KeysPage keys = open(DEMO_KEYS);
        keys.create("Publishable", Map.of("Name", "shop window", "Origins", "app.example.com"));

        keys.dialog().getByLabel("Origins").fill("https://app.example.com");
        keys.confirm("Create key");

        assertThat(keys.text("shop window")).containsText("pk_demo_");
        assertThat(keys.key("shop window")).containsText("Origins: https://app.example.com");
        page.reload();
        assertThat(keys.dialog()).hasCount(0);
    }
}
