package dev.keystile.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownFileTest {

    private static final Path PATH = Path.of("README.md");

    private static MarkdownFile file(String... lines) {
        return new MarkdownFile(PATH, List.of(lines));
    }

    @Test
    void aBlockHasItsPlaceItsHeadingAndItsInfo() {
        MarkdownFile file = file("# A", "## B c", "```yaml keys.yaml", "# d", "e: 1", "```", "## F");

        assertThat(file.blocks())
                .containsExactly(new MarkdownBlock(PATH, 3, "## B c", "yaml keys.yaml", "# d\ne: 1\n"));
        assertThat(file.blocks().get(0).language()).isEqualTo("yaml");
    }

    @Test
    void aBlockWithoutAnEndIsAnError() {
        assertThatThrownBy(() -> file("", "```sh", "ls").blocks())
                .hasMessageContaining("README.md:2: the block has no end");
    }

    @Test
    void anchorsAreMadeAsOnGitHub() {
        assertThat(file("# keystile.yaml", "## What it costs", "```sh", "# ls", "```")
                        .anchors())
                .containsExactlyInAnyOrder("keystileyaml", "what-it-costs");
    }

    @Test
    void linksInBlocksAreNone() {
        assertThat(file("see [a](b.md#c) and [d](e)", "```text", "[f](g)", "```")
                        .links())
                .containsExactly("b.md#c", "e");
    }
}
