package dev.keystile.demo.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a list, and where it goes on in both directions. */
@JsonPropertyOrder("object")
public record Page<T>(List<T> data, Cursors listMetadata) {

    /**
     * Where a list goes on.
     *
     * @param before the first identifier here; null if nothing is ahead of it
     * @param after the last identifier here; null if nothing is behind it
     */
    public record Cursors(@Nullable String before, @Nullable String after) {}

    /** A list by identifiers, which sort by the time of making. */
    @FunctionalInterface
    public interface Source<T> {

        /**
         * The objects on one side of an identifier, nearest first.
         *
         * @param from the identifier, of which there need be no object; null for the end of the list
         * @param ascending whether greater identifiers are meant
         * @param limit how many at most
         */
        List<T> beyond(@Nullable String from, boolean ascending, int limit);
    }

    /** What kind of object this is. */
    @JsonProperty
    public String object() {
        return "list";
    }

    /** Reads a part of a list. An identifier that was deleted still marks its place in it. */
    public static <T> Page<T> read(PageRequest request, Source<T> source, Function<T, String> id) {
        boolean backwards = request.before() != null;
        String from = backwards ? request.before() : request.after();
        boolean ascending = request.newestFirst() == backwards;
        List<T> data = new ArrayList<>(source.beyond(from, ascending, request.limit() + 1));
        if (data.isEmpty()) {
            return new Page<>(data, new Cursors(null, null));
        }
        boolean more = data.size() > request.limit();
        if (more) {
            data.remove(request.limit());
        }
        String nearest = id.apply(data.get(0));
        String farthest = id.apply(data.get(data.size() - 1));
        String back = from != null && !source.beyond(nearest, !ascending, 1).isEmpty() ? nearest : null;
        String on = more ? farthest : null;
        if (backwards) {
            Collections.reverse(data);
        }
        return new Page<>(data, backwards ? new Cursors(on, back) : new Cursors(back, on));
    }
}
