package dev.keystile.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hash table that is asked with a stretch of a path, so that a look-up allocates nothing. */
final class SegmentMap {

    private final @Nullable String[] segments;
    private final @Nullable PathNode[] nodes;

    private SegmentMap(int capacity) {
        segments = new String[capacity];
        nodes = new PathNode[capacity];
    }

    static SegmentMap of(Map<String, PathNode> entries) {
        SegmentMap map = new SegmentMap(Integer.highestOneBit(entries.size() * 2 + 1) * 2);
        entries.forEach(map::put);
        return map;
    }

    private void put(String segment, PathNode node) {
        int slot = slot(segment, 0, segment.length(), segment.hashCode());
        segments[slot] = segment;
        nodes[slot] = node;
    }

    /** @param hash of the stretch, as {@link String#hashCode()} would have it */
    @Nullable
    PathNode get(String path, int start, int end, int hash) {
        return nodes[slot(path, start, end, hash)];
    }

    /** The slot that holds the segment, or the empty one where its probing ends. */
    private int slot(String path, int start, int end, int hash) {
        int mask = segments.length - 1;
        int length = end - start;
        for (int slot = (hash ^ (hash >>> 16)) & mask; ; slot = (slot + 1) & mask) {
            String segment = segments[slot];
            if (segment == null || (segment.length() == length && path.startsWith(segment, start))) {
                return slot;
            }
        }
    }
}
