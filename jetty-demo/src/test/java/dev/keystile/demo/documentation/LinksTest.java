package dev.keystile.demo.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.markdown.MarkdownFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each link from a Markdown file to another file or to a heading leads there. */
class LinksTest {

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        List<String> broken = new ArrayList<>();
        for (MarkdownFile file : Repository.markdown()) {
            for (String link : file.links()) {
                if (!link.contains("://") && !isRight(file, link)) {
                    broken.add(Repository.name(file.path()) + ": " + link);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean isRight(MarkdownFile file, String link) throws IOException {
        int hash = link.indexOf('#');
        Path target = hash == 0
                ? file.path()
                : file.path()
                        .resolveSibling(hash < 0 ? link : link.substring(0, hash))
                        .normalize();
        return Files.exists(target)
                && (hash < 0 || MarkdownFile.read(target).anchors().contains(link.substring(hash + 1)));
    }

    @Test
    void everyPageIsReachedFromTheTop() throws Exception {
        List<Path> reached = new ArrayList<>(List.of(Repository.ROOT.resolve("README.md")));
        for (int i = 0; i < reached.size(); i++) {
            Path page = reached.get(i);
            MarkdownFile.read(page).links().stream()
                    .filter(link -> link.contains(".md") && !link.contains("://"))
                    .map(link ->
                            page.resolveSibling(link.replaceFirst("#.*", "")).normalize())
                    .filter(target -> !reached.contains(target))
                    .forEach(reached::add);
        }

        assertThat(reached)
                .containsAll(
                        Repository.markdown().stream().map(MarkdownFile::path).toList());
    }
}
