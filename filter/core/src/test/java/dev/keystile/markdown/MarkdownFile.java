package dev.keystile.markdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Markdown file of this repository: its fenced blocks, its headings and its links. */
public record MarkdownFile(Path path, List<String> lines) {

    private static final String FENCE = "```";
    private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /** Reads a file. */
    public static MarkdownFile read(Path path) {
        try {
            return new MarkdownFile(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files below a folder, without those in build folders. */
    public static List<MarkdownFile> below(Path root) throws IOException {
        List<MarkdownFile> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = SKIPPED.contains(folder.getFileName().toString());
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    files.add(read(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** The fenced blocks, from top to bottom. */
    public List<MarkdownBlock> blocks() {
        List<MarkdownBlock> blocks = new ArrayList<>();
        String heading = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("#")) {
                heading = line;
            } else if (line.startsWith(FENCE)) {
                int end = endOfBlock(i);
                String content = lines.subList(i + 1, end).stream()
                        .map(text -> text + '\n')
                        .collect(Collectors.joining());
                blocks.add(new MarkdownBlock(path, i + 1, heading, line.substring(FENCE.length()), content));
                i = end;
            }
        }
        return blocks;
    }

    private int endOfBlock(int start) {
        for (int i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).equals(FENCE)) {
                return i;
            }
        }
        throw new AssertionError(path + ":" + (start + 1) + ": the block has no end");
    }

    /** The names that a link to a heading may have behind its {@code #}, as GitHub makes them. */
    public Set<String> anchors() {
        return prose().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** The targets of the links, as they are written. */
    public List<String> links() {
        return LINK.matcher(String.join("\n", prose()))
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }

    /** The lines that are in no block. */
    private List<String> prose() {
        List<String> prose = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                i = endOfBlock(i);
            } else {
                prose.add(lines.get(i));
            }
        }
        return prose;
    }
}
