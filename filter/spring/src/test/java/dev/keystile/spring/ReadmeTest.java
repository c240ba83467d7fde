package dev.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The blocks of the README are the applications of these tests, to the letter. */
class ReadmeTest {

    private static final Path TESTS = Path.of("src/test");

    private static final List<String> BLOCKS = List.of(
            block("java", "java/dev/keystile/spring/service/KeystileRegistration.java"),
            block("yaml keystile.yaml", "resources/dev/keystile/spring/keystile.yaml"),
            block("yaml keys.yaml", "resources/dev/keystile/spring/keys.yaml"),
            block("java", "java/dev/keystile/spring/service/OrganizationsController.java"),
            block("java", "java/dev/keystile/spring/gateway/Gateway.java"));

    private static String block(String info, String source) {
        try {
            String code = Files.readString(TESTS.resolve(source)).replaceFirst("^package .*\\R\\R", "");
            return "```" + info + '\n' + code + "```\n";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theReadmeShowsTheTestedCodeAndNoOther() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme).contains(BLOCKS);
        assertThat(BLOCKS.stream().reduce(readme, (rest, block) -> rest.replace(block, "")))
                .doesNotContain("```java")
                .doesNotContain("```yaml");
    }
}
