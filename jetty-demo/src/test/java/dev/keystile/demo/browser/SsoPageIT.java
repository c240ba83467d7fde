package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SsoPageIT extends BrowserTest {

    @BeforeEach
    void visit() {
        logIn();
        page.navigate("/dashboard/demo/sso");
    }

    @Test
    void tryItLeadsToTheProfileOfASampleUser() {
        button("Try it").click();

        assertThat(page).hasURL(Pattern.compile(".*/dashboard/demo/sso/callback\\?.*"));
        assertThat(page.getByLabel("Profile")).containsText("\"email\"");
        assertThat(page.getByText("Signed in", new GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void oneMayChooseTheUserWhoSignsIn() {
        page.getByLabel("Sign-in page").selectOption("Ask which user");
        button("Try it").click();

        assertThat(heading()).hasText("Sign in to Demo Project");
        Locator user = page.locator(".user").last();
        String email = user.locator(".email").textContent();
        user.click();

        assertThat(page.getByLabel("Profile")).containsText(email);
    }

    @Test
    void whoCancelsIsToldThatNobodySignedIn() {
        page.getByLabel("Sign-in page").selectOption("Ask which user");
        button("Try it").click();
        page.getByText("Cancel and go back").click();

        assertThat(page.getByText("Not signed in")).isVisible();
        assertThat(page.getByText("access_denied")).isVisible();
    }

    @Test
    void aSignInIsShownOnce() {
        button("Try it").click();
        assertThat(page.getByLabel("Profile")).isVisible();

        page.reload();

        assertThat(page.getByText("Not signed in")).isVisible();
    }

    @Test
    void redirectUrisAreAddedAndRemoved() {
        String uri = "https://app.example.com/back";
        page.getByLabel("Add a redirect URI").fill(uri);
        button("Add").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("The redirect URI is allowed.");
        assertThat(page.locator("select[name=redirect_uri]")).containsText(uri);

        button("Remove " + uri).click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("The redirect URI is no longer allowed.");
        assertThat(button("Remove " + uri)).hasCount(0);
    }

    @Test
    void theProjectIdAndTheUrlCanBeCopied() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));

        button("Copy the Project ID").click();
        assertThat(page.locator("#said")).hasText("Copied");
        String projectId = (String) page.evaluate("() => navigator.clipboard.readText()");
        assertThat(page.locator("#project-id")).hasText(projectId);

        page.getByLabel("State").fill("a b");
        button("Update").click();
        assertThat(page.locator("#authorization-url")).containsText("&state=a+b");
        button("Copy URL").click();
        page.waitForFunction(
                "url => navigator.clipboard.readText().then(text => text === url)",
                page.locator("#authorization-url").textContent().strip());
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
