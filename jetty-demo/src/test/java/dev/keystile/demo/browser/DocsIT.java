package dev.keystile.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.keystile.RequiredProgram;
import dev.keystile.TestTimeout;
import dev.keystile.policy.DenyReason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class DocsIT extends BrowserTest {

    private static final Pattern EXAMPLE_KEY = Pattern.compile("[ps]k_example_\\w+");
    private static final Pattern DEMO_KEY = Pattern.compile("[ps]k_demo_[0-9A-Za-z]{39}");

    /** How an example is run, once it is in a file. */
    enum Runner {
        /** Without {@code --fail-with-body}, which not every curl has, a refusal is a response too. */
        CURL("curl", "bash", "run.sh", 0, "bash", "curl"),
        NODE("node", "node", "run.mjs", 1, "node"),
        JAVA("java", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "Run.java", 1),
        PYTHON("python", "python3", "run.py", 1, "python3");

        private final String language;
        private final String program;
        private final String file;
        private final int codeOfRefusal;
        private final List<String> required;

        Runner(String language, String program, String file, int codeOfRefusal, String... required) {
            this.language = language;
            this.program = program;
            this.file = file;
            this.codeOfRefusal = codeOfRefusal;
            this.required = List.of(required);
        }
    }

    private record Outcome(int code, String output) {}

    @Test
    void theExamplesOfWhoIsNotLoggedInHoldExampleKeys() {
        page.navigate("/docs");

        assertThat(text("identify")).containsPattern(EXAMPLE_KEY);
        assertThat(text("call")).containsPattern(EXAMPLE_KEY);
        assertThat(page.content()).doesNotContainPattern(DEMO_KEY);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void theExamplesOfWhoIsLoggedInHoldTheirOwnDemoKeys(Runner runner) {
        logIn();
        page.navigate("/docs?lang=" + runner.language);

        assertThat(text("identify")).contains(demo.demoKeys().publishableKey());
        assertThat(text("call")).contains(demo.demoKeys().secretKey());
        assertThat(page.content())
                .doesNotContain(demo.defaultKeys().publishableKey())
                .doesNotContain(demo.defaultKeys().secretKey())
                .doesNotContainPattern(EXAMPLE_KEY);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void everyExampleRunsAsItStands(Runner runner) throws Exception {
        logIn();
        page.navigate("/docs?lang=" + runner.language);

        Outcome identify = run(runner, "identify");
        assertThat(identify.code).as(identify.output).isZero();
        assertThat(identify.output).contains("Demo Project");
        Outcome call = run(runner, "call");
        assertThat(call.code).as(call.output).isZero();
        assertThat(call.output).contains("org_");
        assertHandled(run(runner, "refusal"), DenyReason.SECRET_KEY_REQUIRED);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void theExampleKeysAreRefusedAsSuch(Runner runner) throws Exception {
        page.navigate("/docs?lang=" + runner.language);

        for (String example : List.of("identify", "call")) {
            Outcome refused = run(runner, example);
            assertThat(refused.code).as(refused.output).isEqualTo(runner.codeOfRefusal);
            assertThat(refused.output).contains("example_key", DenyReason.EXAMPLE_KEY.detail());
        }
        assertHandled(run(runner, "refusal"), DenyReason.EXAMPLE_KEY);
    }

    /** What the example of a refusal shows, and that it is no failure. */
    private static void assertHandled(Outcome refusal, DenyReason reason) {
        assertThat(refusal.code).as(refusal.output).isZero();
        assertThat(refusal.output)
                .contains(String.valueOf(reason.status()), reason.code(), reason.detail())
                .containsIgnoringCase("request");
    }

    @Test
    void theTypeOfARefusalOpensTheParagraphThatExplainsIt() throws Exception {
        String response = demo.send("GET", "/organizations", demo.demoKeys().publishableKey(), null)
                .body();
        URI type = URI.create(JsonMapper.shared().readTree(response).get("type").stringValue());
        page.navigate(type.toString());

        assertThat(type.getFragment()).isEqualTo("secret_key_required");
        assertThat(page.locator("[id=secret_key_required]")).isInViewport();
    }

    @Test
    void anExampleIsCopiedWhole() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.navigate("/docs?lang=node");
        Locator copy = page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Copy identify.mjs"));

        copy.click();

        assertThat(page.locator("#said")).hasText("Copied");
        assertThat(page.evaluate("() => navigator.clipboard.readText()"))
                .isEqualTo(text("identify").strip());
    }

    @Test
    void everyRefusalIsExplained() {
        page.navigate("/docs/errors");

        for (DenyReason reason : DenyReason.values()) {
            assertThat(page.locator("[id=" + reason.code() + "]")).containsText(reason.code());
            assertThat(page.locator("a[href='#" + reason.code() + "']").first()).isVisible();
        }
    }

    @Test
    void theMenuLeadsBackToTheDashboard() {
        logIn();
        page.navigate("/docs/errors");
        page.getByText("Default Project", new GetByTextOptions().setExact(true))
                .first()
                .click();

        assertThat(heading()).not().hasText("Nothing is here");
        assertThat(page).hasURL(Pattern.compile(".*/dashboard/default/keys"));
    }

    private String text(String example) {
        return page.locator("[id=code-" + example + "]").textContent();
    }

    private Outcome run(Runner runner, String example) throws Exception {
        runner.required.forEach(program -> RequiredProgram.find(program, "the examples of the docs"));
        Path file = Files.createTempDirectory(folder, "example").resolve(runner.file);
        Files.writeString(file, text(example));
        ProcessBuilder builder = new ProcessBuilder(List.of(runner.program, file.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }
}
