package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.Account;
import dev.keystile.key.KeyType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PagesIT extends BrowserTest {

    private static final List<Integer> WIDTHS = List.of(1280, 360);

    @BeforeAll
    void makeKeysOfAllKinds() throws Exception {
        DemoKeys keys = keys();
        IssuedKey busy = keys.make("demo", "billing service");
        keys.usedAt(busy.record().id(), clock.instant().minusSeconds(200));
        keys.admin().roll(DemoKeys.TEST, busy.record().id(), Duration.ofHours(24));
        keys.admin()
                .issue(
                        DemoKeys.TEST,
                        KeyRequest.of(KeyType.SECRET, "demo", "nightly export of the organizations to the warehouse")
                                .scopes(List.of("organizations:read", "connections:read"))
                                .networks(List.of("203.0.113.0/24", "2001:db8:1234::/48")));
        keys.admin()
                .revoke(DemoKeys.TEST, keys.make("demo", "old laptop").record().id());
        for (String key : List.of(demo.demoKeys().secretKey(), demo.demoKeys().publishableKey(), "sk_demo_unknown")) {
            demo.send("GET", "/organizations?limit=10&order=desc&after=org_01JAAAAAAAAAAAAAAAAAAAAAAA", key, null);
            demo.send("POST", "/organizations", key, "{\"name\": \"Foo Corp\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPageIsAccessibleAndFits(DemoPage which) throws Exception {
        if (which.isLoggedIn()) {
            logIn();
        }
        page.navigate(which.path());

        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            check(which.toString(), scheme);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aKeyThatWasJustMadeIsAccessibleAndFits(ColorScheme scheme) throws Exception {
        logIn();
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        new KeysPage(page).create("Secret", Map.of("Name", "fresh " + scheme));
        page.getByText("Keys that have ended").click();

        check("key-made", scheme);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everyDialogIsAccessibleAndFits(ColorScheme scheme) throws Exception {
        logIn();
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        KeysPage keys = new KeysPage(page);

        for (String button : List.of("Create key", "Roll first", "Revoke billing service")) {
            for (int width : WIDTHS) {
                page.setViewportSize(width, 800);
                keys.button(button).first().click();
                Screenshots.ofWhatIsSeen(
                        page,
                        "dialog-" + button.substring(0, button.indexOf(' ')).toLowerCase(Locale.ROOT) + "-" + width
                                + "-" + nameOf(scheme));
                assertThat(overflow()).as("overflow at %d px", width).isZero();
                Axe.assertNoViolations(page, scheme, width);
                page.keyboard().press("Escape");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void signingInIsAccessibleAndFits(ColorScheme scheme) throws Exception {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        selectChoiceOfUser();
        assertThat(heading()).hasText("Sign in to Demo Project");
        check("sign-in", scheme);

        page.locator(".user").first().click();
        assertThat(page.getByLabel("Profile")).isVisible();
        check("signed-in", scheme);

        selectChoiceOfUser();
        page.getByText("Cancel and go back").click();
        assertThat(page.getByText("Not signed in")).isVisible();
        check("not-signed-in", scheme);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aSuspendedAccountIsAccessibleAndFits(ColorScheme scheme) throws Exception {
        AccountAdmin accounts = demo.database().keys().accounts();
        accounts.suspend(DemoKeys.TEST, Account.DEFAULT_ID);
        try {
            logIn();
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            for (DemoPage which : List.of(DemoPage.DEMO_KEYS, DemoPage.DEMO_SSO)) {
                page.navigate(which.path());
                assertThat(page.getByText("This account is suspended")).isVisible();
                check("suspended-" + which, scheme);
            }
        } finally {
            accounts.resume(DemoKeys.TEST, Account.DEFAULT_ID);
        }
    }

    private void selectChoiceOfUser() {
        logIn();
        page.navigate(DemoPage.DEMO_SSO.path());
        page.getByLabel("Sign-in page").selectOption("Ask which user");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Try it"))
                .click();
    }

    private void check(String name, ColorScheme scheme) throws Exception {
        for (int width : WIDTHS) {
            page.setViewportSize(width, 800);
            Screenshots.ofWholePage(page, name + "-" + width + "-" + nameOf(scheme));
            assertThat(overflow()).as("overflow at %d px", width).isZero();
            Axe.assertNoViolations(page, scheme, width);
        }
    }

    private int overflow() {
        return (Integer)
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    private static String nameOf(ColorScheme scheme) {
        return scheme.name().toLowerCase(Locale.ROOT);
    }
}
