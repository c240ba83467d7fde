package dev.keystile.route;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of the tree of patterns: the rules of all patterns that begin with the same segments. Immutable. */
final class PathNode {

    private final @Nullable SegmentMap literals;
    private final @Nullable PathNode any;
    private final @Nullable MethodRules here;
    private final @Nullable MethodRules below;

    private PathNode(
            @Nullable SegmentMap literals,
            @Nullable PathNode any,
            @Nullable MethodRules here,
            @Nullable MethodRules below) {
        this.literals = literals;
        this.any = any;
        this.here = here;
        this.below = below;
    }

    /**
     * The rules of the most specific pattern that fits the path.
     *
     * <p>The search is a loop; it calls itself only where a literal and {@code {name}} both fit a segment.
     *
     * @param start the index of the first segment that this node has not matched: behind a slash, or behind the end
     * @return null if no pattern fits
     */
    @Nullable
    MethodRules find(String path, int start) {
        PathNode node = this;
        int from = start;
        int length = path.length();
        MethodRules deepest = below;
        while (from <= length) {
            int end = from;
            int hash = 0;
            for (char c; end < length && (c = path.charAt(end)) != '/'; end++) {
                hash = 31 * hash + c;
            }
            PathNode next = node.literals == null ? null : node.literals.get(path, from, end, hash);
            if (node.any != null && end > from) {
                MethodRules rules = next == null ? null : next.find(path, end + 1);
                if (rules != null) {
                    return rules;
                }
                next = node.any;
            }
            if (next == null) {
                return deepest;
            }
            node = next;
            from = end + 1;
            deepest = node.below != null ? node.below : deepest;
        }
        return node.here != null ? node.here : deepest;
    }

    /** Collects the rules of a tree. */
    static final class Builder {

        private final Map<String, Builder> children = new HashMap<>();
        private final boolean encodedByDefault;
        private MethodRules.@Nullable Builder here;
        private MethodRules.@Nullable Builder below;

        Builder(boolean encodedByDefault) {
            this.encodedByDefault = encodedByDefault;
        }

        MethodRules.Builder at(PathPattern pattern) {
            Builder node = this;
            for (String segment : pattern.segments()) {
                node = node.children.computeIfAbsent(segment, s -> new Builder(encodedByDefault));
            }
            return pattern.subtree() ? node.below() : node.here();
        }

        private MethodRules.Builder here() {
            if (here == null) {
                here = new MethodRules.Builder(encodedByDefault);
            }
            return here;
        }

        private MethodRules.Builder below() {
            if (below == null) {
                below = new MethodRules.Builder(encodedByDefault);
            }
            return below;
        }

        PathNode build() {
            Builder any = children.remove(PathPattern.ANY);
            Map<String, PathNode> literals = new HashMap<>();
            children.forEach((segment, child) -> literals.put(segment, child.build()));
            return new PathNode(
                    literals.isEmpty() ? null : SegmentMap.of(literals),
                    any == null ? null : any.build(),
                    here == null ? null : here.build(),
                    below == null ? null : below.build());
        }
    }
}
