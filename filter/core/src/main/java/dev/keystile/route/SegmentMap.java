package dev.keystile.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hash table with parts of a path as keys: a look-up needs no substring, so that it allocates nothing. Immutable. */
final class SegmentMap {

    private final @Nullable Bucket[] slots;

    private record Bucket(String segment, int hash, PathNode node) {}

    private SegmentMap(int capacity) {
        slots = new Bucket[capacity];
    }

    static SegmentMap of(Map<String, PathNode> nodes) {
        SegmentMap map = new SegmentMap(Integer.highestOneBit(nodes.size() * 2 + 1) * 2);
        nodes.forEach(map::put);
        return map;
    }

    private void put(String segment, PathNode node) {
        int hash = segment.hashCode();
        int slot = slot(hash ^ hash >>> 16);
        while (slots[slot] != null) {
            slot = slot(slot + 1);
        }
        slots[slot] = new Bucket(segment, hash, node);
    }

    /**
     * The node for the segment {@code path[start, end)}; null if there is none.
     *
     * @param hash the hash of the segment, computed as {@link String#hashCode()} does
     */
    @Nullable
    PathNode get(String path, int start, int end, int hash) {
        for (int slot = slot(hash ^ hash >>> 16); ; slot = slot(slot + 1)) {
            Bucket found = slots[slot];
            if (found == null) {
                return null;
            }
            if (found.hash == hash && found.segment.length() == end - start && path.startsWith(found.segment, start)) {
                return found.node;
            }
        }
    }

    private int slot(int number) {
        return number & slots.length - 1;
    }
}
