package dev.keystile.demo.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.demo.api.Page.Cursors;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {

    private final NavigableSet<String> ids = new TreeSet<>(List.of("a", "b", "c", "d", "e"));

    private List<String> beyond(String from, boolean ascending, int limit) {
        NavigableSet<String> ordered = ascending ? ids : ids.descendingSet();
        return (from == null ? ordered : ordered.tailSet(from, false))
                .stream().limit(limit).toList();
    }

    private Page<String> read(int limit, boolean newestFirst, String after, String before) {
        return Page.read(new PageRequest(limit, newestFirst, after, before), this::beyond, Function.identity());
    }

    @Test
    void aListGoesOnInBothDirections() {
        assertThat(read(2, true, null, null)).isEqualTo(new Page<>(List.of("e", "d"), new Cursors(null, "d")));
        assertThat(read(2, true, "d", null)).isEqualTo(new Page<>(List.of("c", "b"), new Cursors("c", "b")));
        assertThat(read(2, true, "b", null)).isEqualTo(new Page<>(List.of("a"), new Cursors("a", null)));
        assertThat(read(2, true, null, "c")).isEqualTo(new Page<>(List.of("e", "d"), new Cursors(null, "d")));
        assertThat(read(2, true, null, "a")).isEqualTo(new Page<>(List.of("c", "b"), new Cursors("c", "b")));
        assertThat(read(2, false, null, "e")).isEqualTo(new Page<>(List.of("c", "d"), new Cursors("c", "d")));
    }

    @Test
    void theLastPageHasNoCursorToANextPage() {
        assertThat(read(5, false, null, null))
                .isEqualTo(new Page<>(List.of("a", "b", "c", "d", "e"), new Cursors(null, null)));
        assertThat(read(5, false, "e", null)).isEqualTo(new Page<>(List.of(), new Cursors(null, null)));
    }
}
