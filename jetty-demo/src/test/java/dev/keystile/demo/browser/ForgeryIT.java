package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.keystile.key.ApiKey;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgeryIT extends BrowserTest {

    private List<ApiKey> before;

    @BeforeEach
    void visit() throws Exception {
        logIn();
        before = keys().all();
    }

    @AfterEach
    void nothingWasChanged() throws Exception {
        assertThat(keys().all()).isEqualTo(before);
    }

    @Test
    void aFormWithoutATokenIsRefused() {
        assertThat(post(DEMO_KEYS, form()).status()).isEqualTo(403);
    }

    @Test
    void theTokenOfAnotherSessionIsRefused() {
        try (BrowserContext other = newContext()) {
            Page theirs = other.newPage();
            theirs.navigate(demo.loginLink());

            assertThat(post(DEMO_KEYS, form().set("csrf", csrfToken(theirs))).status())
                    .isEqualTo(403);
        }
    }

    @Test
    void theRightTokenFromAnotherSiteIsRefused() {
        RequestOptions request = RequestOptions.create()
                .setForm(form().set("csrf", csrfToken()))
                .setHeader("Sec-Fetch-Site", "cross-site");

        assertThat(post(DEMO_KEYS, request).status()).isEqualTo(403);
    }

    @Test
    void aLogoutIsAFormToo() {
        assertThat(post("/dashboard/logout", FormData.create()).status()).isEqualTo(403);

        page.reload();
        assertThat(heading()).hasText("API keys");
    }

    @Test
    void theFormOfAnotherSiteComesWithoutTheSession() {
        String form = """
                <form method="post" action="%s">
                  <input name="type" value="secret"><input name="name" value="forged"><input name="csrf" value="%s">
                  <button>Win a prize</button>
                </form>
                """;
        String filled = form.formatted(demo.uri(DEMO_KEYS), csrfToken());
        page.route(
                "http://elsewhere.example/",
                route -> route.fulfill(
                        new FulfillOptions().setContentType("text/html").setBody(filled)));
        page.navigate("http://elsewhere.example/");

        page.getByText("Win a prize").click();

        assertThat(heading()).hasText("Your session has ended");
    }

    private static FormData form() {
        return FormData.create().set("type", "secret").set("name", "forged");
    }
}
