package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyboardIT extends BrowserTest {

    private static final String COUNT_CONTROLS = """
            () => {
              const all = [...document.querySelectorAll('a[href], button, summary, input, select')];
              window.controls = all.filter(control => control.checkVisibility());
              return window.controls.length;
            }
            """;
    private static final String FOCUSED_CONTROL = "() => window.controls.indexOf(document.activeElement)";

    @BeforeEach
    void visit() throws Exception {
        if (keys().named("at hand").isEmpty()) {
            keys().make("demo", "at hand");
        }
        logIn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Create key", "Roll at hand", "Revoke at hand"})
    void enterOpensADialogAndEscapeLeadsBack(String button) {
        KeysPage keys = open(DEMO_KEYS);
        keys.button(button).focus();

        page.keyboard().press("Enter");
        assertThat(keys.dialog()).isVisible();
        assertThat(keys.dialog().locator(":focus")).hasCount(1);

        page.keyboard().press("Escape");
        assertThat(keys.dialog()).hasCount(0);
        assertThat(keys.button(button)).isFocused();
    }

    @Test
    void theFirstTabOffersToSkipTheMenu() {
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        assertThat(page.getByText("Skip to the content")).isInViewport();

        page.keyboard().press("Enter");
        page.keyboard().press("Tab");

        assertThat(new KeysPage(page).button("Create key")).isFocused();
    }

    @Test
    void tabReachesEveryControl() {
        int controls = (Integer) page.evaluate(COUNT_CONTROLS);

        Set<Object> reached = new HashSet<>();
        for (int i = 0; i < controls; i++) {
            page.keyboard().press("Tab");
            reached.add(page.evaluate(FOCUSED_CONTROL));
        }

        assertThat(reached).hasSize(controls).doesNotContain(-1);
    }
}
