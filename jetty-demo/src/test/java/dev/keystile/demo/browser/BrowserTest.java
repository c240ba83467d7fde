package dev.keystile.demo.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.keystile.TestTimeout;
import dev.keystile.demo.server.RunningDemo;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A demo for the tests of a class, and for each test a new browser profile in which no page has an error. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BrowserTest {

    static final String DEMO_KEYS = "/dashboard/demo/keys";
    static final String DEFAULT_KEYS = "/dashboard/default/keys";

    final ShiftedClock clock = new ShiftedClock();

    Path folder;
    RunningDemo demo;
    BrowserContext context;
    Page page;

    private static Chromium chromium;
    PageErrors errors;

    @RegisterExtension
    static final BeforeAllCallback oneBrowserForAllClasses = test -> chromium = test.getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(Chromium.class, first -> Chromium.start(), Chromium.class);

    @RegisterExtension
    final AfterTestExecutionCallback pictureOfFailure = test -> {
        if (test.getExecutionException().isPresent()) {
            Screenshots.ofWhatIsSeen(page, "failed/" + getClass().getSimpleName() + "-" + test.getDisplayName());
        }
    };

    @BeforeAll
    void startAll(@TempDir Path temporary) throws Exception {
        folder = temporary;
        demo = RunningDemo.start(folder, clock);
    }

    @AfterAll
    void stopAll() {
        demo.close();
    }

    @BeforeEach
    void openProfile() {
        clock.reset();
        context = newContext();
        errors = PageErrors.of(context);
        page = context.newPage();
    }

    @AfterEach
    void closeProfile() {
        context.close();
        errors.assertNone();
    }

    final Locator heading() {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1));
    }

    /** Another visitor, whose pages are not watched for errors. */
    final BrowserContext newContext() {
        BrowserContext opened = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(demo.uri("/").toString())
                        .setViewportSize(1280, 800));
        opened.setDefaultTimeout(TestTimeout.MILLIS);
        return opened;
    }

    final void logIn() {
        page.navigate(demo.loginLink());
    }

    final KeysPage open(String path) {
        page.navigate(path);
        return new KeysPage(page);
    }

    final DemoKeys keys() {
        return new DemoKeys(demo);
    }

    /** The response of the demo's API to a key. */
    final int statusFor(String key) throws Exception {
        return demo.send("GET", "/whoami", key, null).statusCode();
    }

    /** Sends a form beside the page, with its cookies. */
    final APIResponse post(String path, FormData form) {
        return post(path, RequestOptions.create().setForm(form));
    }

    final APIResponse post(String path, RequestOptions options) {
        return context.request().post(path, options.setMaxRedirects(0));
    }

    /** What the forms of the page at hand send back. */
    final String csrfToken() {
        return csrfToken(page);
    }

    static String csrfToken(Page page) {
        return page.locator("input[name=csrf]").first().inputValue();
    }
}
