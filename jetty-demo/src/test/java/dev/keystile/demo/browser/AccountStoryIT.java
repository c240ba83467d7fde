package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.CreatedAccount;
import dev.keystile.demo.dashboard.DashboardUser;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Accounts from the landing page on: sign-up, the way back, and the operator's list. */
class AccountStoryIT extends BrowserTest {

    private static final Pattern LOGIN = Pattern.compile("java -jar keystile-demo\\.jar login --account (acct_\\w+)");

    private AccountAdmin accounts;

    @BeforeAll
    void createAccounts() throws Exception {
        accounts = demo.database().keys().accounts();
        CreatedAccount acme = accounts.createWithKeys(
                DemoKeys.TEST, AccountRequest.of("Acme").id("cus_acme").plan("free"));
        accounts.suspend(DemoKeys.TEST, acme.description().id());
        accounts.create(DemoKeys.TEST, AccountRequest.of("Gone").id("cus_gone"));
        accounts.close(DemoKeys.TEST, "cus_gone");
        accounts.importAll(
                DemoKeys.TEST,
                IntStream.range(0, 50)
                        .mapToObj(i -> AccountRequest.of("A company with a rather long name, number " + i)
                                .id("many_" + i))
                        .toList(),
                done -> {});
    }

    @Test
    void anAccountFromTheFirstPageToItsSuspensionAndBack() throws Exception {
        page.navigate("/");
        link("Create an account").click();
        page.getByLabel("Name").fill("Quince");
        button("Create account").click();
        assertThat(heading()).hasText("Your account is created");
        String secret = page.locator("#secret-1").textContent();
        Matcher login = LOGIN.matcher(page.locator("#way").textContent());
        assertThat(login.matches()).isTrue();
        assertThat(statusFor(secret)).isEqualTo(200);
        for (String key : page.locator(".token code").allTextContents()) {
            assertThat(statusFor(key)).as("a key of each project and type").isEqualTo(200);
        }

        link("Open the dashboard").click();
        assertThat(heading()).hasText("API keys");
        assertThat(page.getByText("Quince")).isVisible();
        button("Log out").click();
        page.navigate(demo.loginLink(DashboardUser.ownerOf(login.group(1))));
        assertThat(page).hasURL(DEMO_KEYS);
        assertThat(page.getByText("Quince")).isVisible();
        button("Log out").click();

        logIn();
        assertThat(heading()).hasText("Accounts");
        search("quin");
        button("Suspend " + login.group(1)).click();
        page.getByRole(AriaRole.DIALOG).getByText("Suspend account").click();
        assertThat(page.getByText("Suspended", new GetByTextOptions().setExact(true))
                        .last())
                .isVisible();
        assertThat(demo.send("GET", "/whoami", secret, null).body()).contains("account_suspended");

        button("Resume " + login.group(1)).click();
        assertThat(page.getByText("is active again")).isVisible();
        assertThat(statusFor(secret)).isEqualTo(200);
        button("Open " + login.group(1)).click();
        assertThat(page).hasURL(DEMO_KEYS);
        assertThat(page.getByText("Quince")).isVisible();
    }

    @Test
    void theKeyboardAloneCreatesAnAccountAndSuspendsOne() throws Exception {
        accounts.create(DemoKeys.TEST, AccountRequest.of("By keys").id("typed"));
        page.navigate("/");
        link("Create an account").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Name")).isFocused();
        page.keyboard().type("Typed in");
        page.keyboard().press("Enter");
        assertThat(heading()).hasText("Your account is created");

        logIn();
        search("typed");
        button("Suspend typed").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        page.keyboard().press("Escape");
        assertThat(button("Suspend typed")).isFocused();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void thePagesOfAccountsAreAccessibleAndFit(ColorScheme scheme) throws Exception {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        page.navigate("/");
        check("landing", scheme);
        page.navigate("/dashboard/login");
        check("log-in-help", scheme);
        link("Home").click();
        link("Create an account").click();
        check("sign-up", scheme);
        page.getByLabel("Name").fill(" ");
        button("Create account").click();
        assertThat(page.getByText("No account was created")).isVisible();
        check("sign-up-wrong", scheme);
        page.getByLabel("Name").fill("Newcomer " + scheme);
        button("Create account").click();
        assertThat(heading()).hasText("Your account is created");
        check("welcome", scheme);
        page.reload();
        check("welcome-again", scheme);
        page.navigate("/dashboard/accounts");
        check("accounts-of-an-owner", scheme);

        page.navigate(demo.loginLink(DashboardUser.ownerOf("cus_acme")));
        check("keys-suspended", scheme);

        logIn();
        check("accounts", scheme);
        link("Next page").click();
        check("accounts-next", scheme);
        search("nobody has this name");
        check("accounts-none", scheme);
        search("many_7");
        button("Suspend many_7").click();
        checkWhatIsSeen("dialog-suspend", scheme);
        page.keyboard().press("Escape");
        page.setViewportSize(1280, 800);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Create account"))
                .first()
                .click();
        checkWhatIsSeen("dialog-account", scheme);
    }

    private void search(String text) {
        page.getByRole(AriaRole.SEARCHBOX).fill(text);
        button("Search").click();
    }

    private Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private void check(String name, ColorScheme scheme) throws Exception {
        for (int width : List.of(1280, 360)) {
            page.setViewportSize(width, 800);
            Screenshots.ofWholePage(page, picture(name, width, scheme));
            checkFitAndAccess(width, scheme);
        }
    }

    private void checkWhatIsSeen(String name, ColorScheme scheme) throws Exception {
        for (int width : List.of(1280, 360)) {
            page.setViewportSize(width, 800);
            Screenshots.ofWhatIsSeen(page, picture(name, width, scheme));
            checkFitAndAccess(width, scheme);
        }
    }

    private void checkFitAndAccess(int width, ColorScheme scheme) throws Exception {
        Object overflow =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).as("overflow of %s at %d px", page.url(), width).isEqualTo(0);
        Axe.assertNoViolations(page, scheme, width);
    }

    private static String picture(String name, int width, ColorScheme scheme) {
        return "account-" + name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
    }
}
