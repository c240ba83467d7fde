package dev.keystile.demo.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortableIdsTest {

    @Test
    void identifiersGrowEvenWithinAMillisecondAndWhenTheClockGoesBack() {
        long[] times = {1_000, 1_000, 999, 1_001, 1_001};
        int[] call = {0};
        SortableIds ids = new SortableIds(InstantSource.fixed(Instant.EPOCH));
        assertThat(IntStream.range(0, 1000).mapToObj(i -> ids.next("org")).toList())
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("org_[0-9A-Z]{26}"))
                .allMatch(id -> SortableIds.isId(id, "org"));
        SortableIds backwards = new SortableIds(() -> Instant.ofEpochMilli(times[call[0]++]));
        assertThat(IntStream.range(0, 5).mapToObj(i -> backwards.next("org")).toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
