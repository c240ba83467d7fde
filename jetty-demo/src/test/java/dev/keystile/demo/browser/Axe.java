package dev.keystile.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Checks a page, or its open dialog, for what keeps people out. Text on a gradient or picture counts, as its contrast
 * cannot be told.
 */
final class Axe {

    private static final String SOURCE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String RUN = """
            async () => {
              const found = await axe.run(
                document.querySelector('dialog[open]') ?? document, { resultTypes: ['violations', 'incomplete'] });
              const onPicture = node => ['bgGradient', 'bgImage'].includes(node.any[0]?.data?.messageKey);
              const unsure = found.incomplete.filter(rule => rule.nodes.some(onPicture));
              return [...found.violations, ...unsure].flatMap(rule => rule.nodes.map(node =>
                `${rule.id}: ${node.html} ${[...node.any, ...node.all, ...node.none].map(check => check.message)}`));
            }
            """;

    private Axe() {}

    /** Checks the light page where it is wide, and the dark page where it is narrow: colours do not depend on the width. */
    static void assertNoViolations(Page page, ColorScheme scheme, int width) throws IOException {
        boolean isNarrow = width < 800;
        if (isNarrow == (scheme == ColorScheme.DARK)) {
            assertNoViolations(page);
        }
    }

    private static void assertNoViolations(Page page) throws IOException {
        if (page.evaluate("() => window.axe === undefined").equals(true)) {
            try (InputStream source = Axe.class.getResourceAsStream(SOURCE)) {
                page.evaluate(new String(source.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat((List<?>) page.evaluate(RUN)).as("%s", page.url()).isEmpty();
    }
}
