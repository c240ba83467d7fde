package dev.keystile.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;

/** What went wrong in a browser's pages: scripts, requests, and what the content security policy forbids. */
final class PageErrors {

    private static final String REPORT_VIOLATIONS = """
            document.addEventListener('securitypolicyviolation', violation =>
              console.error(`CSP: ${violation.violatedDirective} forbids ${violation.blockedURI}`));
            """;

    private final List<String> errors = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    static PageErrors of(BrowserContext context) {
        PageErrors errors = new PageErrors();
        context.addInitScript(REPORT_VIOLATIONS);
        context.onConsoleMessage(errors::heard);
        context.onWebError(error -> errors.errors.add(error.error()));
        context.onResponse(errors::loaded);
        return errors;
    }

    /** That something did not load is also heard here, but not what it was for. */
    private void heard(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            errors.add(message.text());
        }
    }

    private void loaded(Response response) {
        if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            errors.add(response.status() + " for " + response.url());
        }
    }

    /** What a test is about: an error that has to come, and may. */
    void expect(String beginning) {
        expected.add(beginning);
    }

    void assertNone() {
        assertThat(expected)
                .as("errors that were expected")
                .allMatch(beginning -> errors.stream().anyMatch(error -> error.startsWith(beginning)));
        assertThat(errors)
                .as("errors in the browser")
                .allMatch(error -> expected.stream().anyMatch(error::startsWith));
    }
}
