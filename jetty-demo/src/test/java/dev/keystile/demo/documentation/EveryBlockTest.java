package dev.keystile.demo.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.markdown.MarkdownBlock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No block of a Markdown file is without a test. */
class EveryBlockTest {

    /** The info strings that a test takes; the others are {@link #UNTESTED}. */
    private static final Map<String, String> TESTS = Map.of(
            "java", "JavaExamplesTest, and ReadmeTest in filter/spring",
            "yaml application.yaml", "StarterReadmeTest in filter/spring-boot-starter",
            "yaml keystile.yaml", "ConfigurationBlocksTest",
            "yaml gateway.yaml", "ConfigurationBlocksTest",
            "yaml keys.yaml", "ConfigurationBlocksTest",
            "xml web.xml", "ConfigurationBlocksTest",
            "xml pom.xml", "ConfigurationBlocksTest",
            "nginx", "ConfigurationBlocksTest",
            "sh", "ShellBlocksIT");

    private static final Set<MarkdownText> UNTESTED = Set.of(
            // A line that the access log wrote once: AccessLogIT has its format.
            new MarkdownText("filter/gateway/README.md", "text"),
            // JavaScript: the tests call the same API with the official client library for Java.
            new MarkdownText("jetty-demo/README.md", "js"));

    private record MarkdownText(String file, String info) {}

    @Test
    void everyBlockHasATest() throws Exception {
        assertThat(Repository.blocks())
                .isNotEmpty()
                .allMatch(block -> TESTS.containsKey(block.info()) || UNTESTED.contains(text(block)));
    }

    @Test
    void everyExceptionIsNeeded() throws Exception {
        assertThat(Repository.blocks()).extracting(EveryBlockTest::text).containsAll(UNTESTED);
    }

    private static MarkdownText text(MarkdownBlock block) {
        return new MarkdownText(Repository.name(block.file()), block.info());
    }
}
