package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginIT extends BrowserTest {

    @Test
    void theLinkLeadsToTheKeysOfTheDemoProject() {
        logIn();

        assertThat(page).hasURL(DEMO_KEYS);
        assertThat(heading()).hasText("API keys");
    }

    @Test
    void theSecondUseOfALinkSaysThatItIsUsedUp() {
        String link = demo.loginLink();
        page.navigate(link);
        context.clearCookies();

        page.navigate(link);

        assertThat(heading()).hasText("This link is used up");
        assertThat(page.getByText("java -jar keystile-demo.jar login", new GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void whoIsLoggedInMayFollowAUsedLink() {
        String link = demo.loginLink();
        page.navigate(link);

        page.navigate(link);

        assertThat(page).hasURL(DEMO_KEYS);
    }

    @Test
    void aLinkEndsAfterAnHour() {
        String link = demo.loginLink();
        clock.goForward(Duration.ofMinutes(61));

        page.navigate(link);

        assertThat(heading()).hasText("This link is used up");
    }

    @Test
    void whatABrowserFetchesAheadDoesNotUseUpTheLink() {
        String link = demo.loginLink();
        APIResponse ahead =
                context.request().get(link, RequestOptions.create().setHeader("Sec-Purpose", "prefetch;prerender"));
        assertThat(ahead.status()).isEqualTo(503);

        page.navigate(link);

        assertThat(page).hasURL(DEMO_KEYS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard",
                "/dashboard/demo/keys",
                "/dashboard/default/keys",
                "/dashboard/demo/activity",
                "/dashboard/demo/sso",
                "/dashboard/demo/nothing"
            })
    void withoutASessionEveryPageShowsTheLogin(String path) {
        assertThat(page.navigate(path).status()).isEqualTo(401);

        assertThat(heading()).hasText("Log in with your link");
    }

    @Test
    void loggingOutEndsTheSessionAndNotOnlyTheCookie() {
        logIn();
        Cookie session = context.cookies().get(0);

        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Log out"))
                .click();
        assertThat(heading()).hasText("You are logged out");
        assertThat(context.cookies()).isEmpty();

        APIResponse response = context.request()
                .get(DEMO_KEYS, RequestOptions.create().setHeader("Cookie", session.name + "=" + session.value));
        assertThat(response.status()).isEqualTo(401);
    }

    @Test
    void scriptsAndOtherSitesDoNotGetTheCookie() {
        logIn();

        assertThat(context.cookies()).singleElement().satisfies(cookie -> {
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        });
    }
}
