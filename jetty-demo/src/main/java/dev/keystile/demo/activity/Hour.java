package dev.keystile.demo.activity;

import dev.keystile.policy.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts of the last sixty minutes. A minute's place is taken over an hour later. */
final class Hour {

    static final int MINUTES = 60;

    private final List<Slot> slots = new ArrayList<>(Collections.nCopies(MINUTES, new Slot(Long.MIN_VALUE)));

    private record Slot(long minute, MutableCounts counts) {
        Slot(long minute) {
            this(minute, new MutableCounts());
        }
    }

    /**
     * Counts one in a minute since 1970; nothing if its place is taken already.
     *
     * @param now the present minute: what is counted in a later one was so before the clock was put back
     */
    void count(long minute, long now, @Nullable Refusal reason) {
        int place = Math.floorMod(minute, MINUTES);
        if (slots.get(place).minute < minute || slots.get(place).minute > now) {
            slots.set(place, new Slot(minute));
        }
        if (slots.get(place).minute == minute) {
            slots.get(place).counts.count(reason);
        }
    }

    /** Adds what was counted in a minute to a sum. */
    void addTo(MutableCounts sum, long minute) {
        Slot slot = slots.get(Math.floorMod(minute, MINUTES));
        if (slot.minute == minute) {
            sum.add(slot.counts);
        }
    }
}
