package dev.keystile.markdown;

import java.nio.file.Path;

/**
 * A fenced block of a Markdown file.
 *
 * @param file the file
 * @param line the line of the opening fence, from 1
 * @param heading the last heading before the block, such as {@code ## Routes}; empty if there is none
 * @param info what stands behind the opening fence, such as {@code yaml keystile.yaml}; empty if there is nothing
 * @param content the lines between the fences, each with a line feed
 */
public record MarkdownBlock(Path file, int line, String heading, String info, String content) {

    /** The first word of the info string: the language. */
    public String language() {
        return info.split(" ", 2)[0];
    }

    /** Where the block is, for messages. */
    @Override
    public String toString() {
        return file + ":" + line + " (" + info + ")";
    }
}
