package dev.keystile.route;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of the patterns that share a beginning. */
final class PathNode {

    private final SegmentMap literals;
    private final @Nullable PathNode any;
    private final @Nullable MethodRules here;
    private final @Nullable MethodRules below;

    private PathNode(
            SegmentMap literals, @Nullable PathNode any, @Nullable MethodRules here, @Nullable MethodRules below) {
        this.literals = literals;
        this.any = any;
        this.here = here;
        this.below = below;
    }

    /** The rules for the rest of the path from {@code start}, which is past a slash or past the end. */
    @Nullable
    MethodRules find(String path, int start) {
        if (start > path.length()) {
            return here != null ? here : below;
        }
        int end = start;
        int hash = 0;
        while (end < path.length() && path.charAt(end) != '/') {
            hash = 31 * hash + path.charAt(end++);
        }
        PathNode literal = literals.get(path, start, end, hash);
        MethodRules rules = literal == null ? null : literal.find(path, end + 1);
        if (rules == null && any != null && end > start) {
            rules = any.find(path, end + 1);
        }
        return rules != null ? rules : below;
    }

    /** Collects rules until they are compiled. */
    static final class Builder {

        private final Map<String, Builder> children = new HashMap<>();
        private MethodRules.@Nullable Builder here;
        private MethodRules.@Nullable Builder below;

        MethodRules.Builder at(PathPattern pattern) {
            Builder node = this;
            for (String segment : pattern.segments()) {
                node = node.children.computeIfAbsent(segment, s -> new Builder());
            }
            return pattern.subtree() ? node.below() : node.here();
        }

        private MethodRules.Builder here() {
            if (here == null) {
                here = new MethodRules.Builder();
            }
            return here;
        }

        private MethodRules.Builder below() {
            if (below == null) {
                below = new MethodRules.Builder();
            }
            return below;
        }

        PathNode build() {
            Builder any = children.remove(PathPattern.ANY);
            Map<String, PathNode> literals = new HashMap<>();
            children.forEach((segment, child) -> literals.put(segment, child.build()));
            return new PathNode(
                    SegmentMap.of(literals),
                    any == null ? null : any.build(),
                    here == null ? null : here.build(),
                    below == null ? null : below.build());
        }
    }
}
