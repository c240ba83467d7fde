package dev.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The blocks of the README are the applications of these tests, to the letter. */
class StarterReadmeTest {

    private static final String JAVA = "src/test/java/dev/keystile/spring/";
    private static final String YAML = "src/test/resources/dev/keystile/spring/";

    private static final List<String> BLOCKS = List.of(
            block("yaml application.yaml", YAML + "quickstart/application.yaml"),
            block("java", JAVA + "quickstart/OrdersService.java"),
            block("yaml application.yaml", YAML + "sample/application.yaml"),
            block("java", JAVA + "sample/Customers.java"),
            block("java", JAVA + "sample/Shop.java"),
            block("java", JAVA + "sample/Security.java"),
            block("java", JAVA + "sample/OrdersController.java"),
            block("java", "../spring-test/src/test/java/dev/keystile/spring/test/OrdersTest.java"),
            block("java", JAVA + "gateway/ApiGateway.java"));

    private static String block(String info, String source) {
        try {
            String code = Files.readString(Path.of(source)).replaceFirst("^package .*\\R\\R", "");
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
