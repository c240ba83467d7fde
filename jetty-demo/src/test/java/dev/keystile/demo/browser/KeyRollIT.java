package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRollIT extends BrowserTest {

    private KeysPage keys;

    @BeforeEach
    void visit() {
        logIn();
        keys = open(DEMO_KEYS);
    }

    @ParameterizedTest
    @CsvSource({"In 1 hour, in 1 hour", "In 24 hours, in 24 hours", "In 7 days, in 7 days"})
    void bothKeysWorkUntilTheOldOneEnds(String grace, String end) throws Exception {
        String name = "rolled " + grace;
        String old = create(name);
        keys.roll(name, grace);

        assertThat(keys.notice())
                .hasText("The key is rolled. The old one ends " + end + ". Copy it to where it is used.");
        assertThat(ending(name)).containsText("Ends " + end);
        String successor = successorOf(name);
        assertThat(successor).startsWith("sk_demo_").isNotEqualTo(old);
        assertThat(statusFor(old)).isEqualTo(200);
        assertThat(statusFor(successor)).isEqualTo(200);
    }

    @Test
    void withoutGraceTheOldKeyEndsAtOnce() throws Exception {
        String old = create("at once");
        keys.roll("at once", "Now");

        assertThat(keys.notice()).containsText("The old one has ended.");
        assertThat(page.getByText("Keys that have ended")).isVisible();
        assertThat(statusFor(keys.text("at once").textContent())).isEqualTo(200);
        assertThat(statusFor(old)).isEqualTo(401);
    }

    @Test
    void aCancelledRollChangesNothing() throws Exception {
        create("kept");
        keys.button("Roll kept").click();
        keys.confirm("Cancel");

        assertThat(keys.dialog()).hasCount(0);
        assertThat(keys().named("kept")).hasSize(1);
    }

    private String create(String name) {
        keys.create("Secret", Map.of("Name", name));
        return keys.text(name).textContent();
    }

    private Locator ending(String name) {
        return keys.key(name).filter(new Locator.FilterOptions().setHasText("Ends in"));
    }

    private String successorOf(String name) {
        return keys.key(name)
                .filter(new Locator.FilterOptions().setHasNotText("Ends in"))
                .locator(".token code")
                .textContent();
    }
}
