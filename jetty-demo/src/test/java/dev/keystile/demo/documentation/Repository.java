package dev.keystile.demo.documentation;

import dev.keystile.markdown.MarkdownBlock;
import dev.keystile.markdown.MarkdownFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;

/** The files of this repository that document the project. */
final class Repository {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> MODULES =
            List.of("core", "servlet", "assertion", "micrometer", "jdbc", "gateway");

    private Repository() {}

    /** The READMEs and the files of {@code .github}. */
    static List<MarkdownFile> markdown() throws IOException {
        return MarkdownFile.below(ROOT);
    }

    /** The blocks of all Markdown files. */
    static List<MarkdownBlock> blocks() throws IOException {
        return markdown().stream().flatMap(file -> file.blocks().stream()).toList();
    }

    /** The blocks of all Markdown files in a language. */
    static List<MarkdownBlock> blocks(String language) throws IOException {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** The path of a file from the top of the repository, with {@code /}. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    /** The sources of the filter's modules, without {@code package-info}. */
    static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve("filter/" + module + "/src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                        .sorted()
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    /** The elements of a part of an XML file, below a root of their own. */
    static Document xml(String part) throws Exception {
        String text = "<part>" + part + "</part>";
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The package of a source of the filter's modules. */
    static String packageName(Path source) {
        String name = name(source.getParent());
        return name.substring(name.indexOf("/java/") + "/java/".length()).replace('/', '.');
    }
}
