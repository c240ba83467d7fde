package dev.keystile.demo.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.markdown.JavaSnippet;
import dev.keystile.markdown.MarkdownBlock;
import dev.keystile.markdown.SnippetCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each Java example of the READMEs and of the Javadoc compiles. {@link JavaSnippet} has the rules. */
class JavaExamplesTest {

    private static final String SPRING = "filter/spring";
    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code\\R(.*?)\\R *\\* *}</pre>");
    private static final List<String> LIBRARIES = List.of(
            "jakarta.servlet",
            "jakarta.servlet.http",
            "java.io",
            "java.nio.file",
            "java.time",
            "java.util",
            "org.eclipse.jetty.ee10.servlet",
            "org.eclipse.jetty.server",
            "org.jspecify.annotations");

    private static SnippetCompiler compiler(boolean withInternalPackages) throws IOException {
        Stream<String> own = Repository.sources().stream()
                .map(Repository::packageName)
                .filter(name -> withInternalPackages || !name.contains(".internal"))
                .distinct();
        return new SnippetCompiler(Stream.concat(own, LIBRARIES.stream()).toList());
    }

    /** Those of the Spring modules are compiled and run by the tests of those modules. */
    @Test
    void theExamplesOfTheReadmesCompile() throws Exception {
        List<JavaSnippet> examples = new ArrayList<>();
        for (MarkdownBlock block : Repository.blocks("java")) {
            if (!Repository.name(block.file()).startsWith(SPRING)) {
                examples.add(new JavaSnippet(block.toString(), "readme", ReadmeNames.class.getName(), block.content()));
            }
        }

        assertThat(examples).isNotEmpty();
        assertThat(compiler(false).errors(examples)).isEmpty();
    }

    @Test
    void theExamplesOfTheJavadocCompile() throws Exception {
        List<JavaSnippet> examples = new ArrayList<>();
        for (Path source : Repository.sources()) {
            for (String code : examples(source)) {
                if (!isXml(code)) {
                    examples.add(new JavaSnippet(
                            source.getFileName().toString(), Repository.packageName(source), names(source), code));
                }
            }
        }

        assertThat(examples).isNotEmpty();
        assertThat(compiler(true).errors(examples)).isEmpty();
    }

    @Test
    void theExamplesOfTheJavadocInXmlAreWellFormed() throws Exception {
        for (Path source : Repository.sources()) {
            for (String code : examples(source)) {
                if (isXml(code)) {
                    assertThat(Repository.xml(code).getDocumentElement()).isNotNull();
                }
            }
        }
    }

    private static boolean isXml(String code) {
        return code.startsWith("<");
    }

    /** The examples in the Javadoc of a source, without the asterisks before their lines. */
    private static List<String> examples(Path source) throws IOException {
        return EXAMPLE.matcher(Files.readString(source))
                .results()
                .map(example -> example.group(1).replaceAll("(?m)^ *\\* ?", ""))
                .toList();
    }

    private static String names(Path source) {
        boolean core = Repository.name(source).startsWith("filter/core/");
        return (core ? CoreNames.class : ReadmeNames.class).getName();
    }
}
