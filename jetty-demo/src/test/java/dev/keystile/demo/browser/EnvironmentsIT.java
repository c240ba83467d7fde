package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import dev.keystile.key.ApiKey;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsIT extends BrowserTest {

    @BeforeEach
    void visit() {
        logIn();
    }

    @Test
    void theSwitchKeepsTheSection() throws Exception {
        keys().make("default", "live one");
        KeysPage keys = open(DEMO_KEYS);
        assertThat(keys.key("live one")).hasCount(0);

        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Default Project"))
                .click();

        assertThat(page).hasURL(DEFAULT_KEYS);
        assertThat(keys.key("live one")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"roll", "revoke", "reveal"})
    void aKeyIsOutOfReachThroughTheOtherEnvironment(String action) throws Exception {
        String id = keys().make("demo", action).record().id();
        List<ApiKey> before = keys().all();

        FormData form = FormData.create().set("csrf", csrfToken()).set("grace", "now");
        assertThat(post(DEFAULT_KEYS + "/" + id + "/" + action, form).status()).isEqualTo(404);

        assertThat(keys().all()).isEqualTo(before);
        assertThat(keys().audited(action, id)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard/nowhere/keys", "/dashboard/demo/nothing", "/dashboard/demo/keys/more"})
    void anAddressThatLeadsNowhereSaysSo(String path) {
        assertThat(page.navigate(path).status()).isEqualTo(404);

        assertThat(heading()).hasText("Nothing is here");
    }
}
