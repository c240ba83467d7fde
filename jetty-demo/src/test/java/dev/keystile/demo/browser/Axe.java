package dev.keystile.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks pages for what keeps people out: contrast, names, roles, order. */
final class Axe {

    private static final String SOURCE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String RUN = """
            async () => (await axe.run()).violations.flatMap(violation =>
              violation.nodes.map(node => `${violation.id}: ${node.html} ${node.failureSummary}`))
            """;

    private Axe() {}

    static void assertNoViolations(Page page) throws IOException {
        try (InputStream source = Axe.class.getResourceAsStream(SOURCE)) {
            page.evaluate(new String(source.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat((List<?>) page.evaluate(RUN)).as("%s", page.url()).isEmpty();
    }
}
