package dev.keystile.demo.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, with cursors to the pages before and after.
 *
 * @param data the objects of this page
 * @param listMetadata the cursors
 */
@JsonPropertyOrder("object")
public record Page<T>(List<T> data, Cursors listMetadata) {

    /**
     * The cursors of a page.
     *
     * @param before the first identifier of this page; null if the list has nothing before it
     * @param after the last identifier of this page; null if the list has nothing after it
     */
    public record Cursors(@Nullable String before, @Nullable String after) {}

    /** A list of objects that is ordered by identifier. */
    @FunctionalInterface
    public interface Source<T> {

        /**
         * The objects on one side of an identifier, nearest first.
         *
         * @param from the identifier, whose object may have been deleted; null for the end of the list
         * @param ascending true for greater identifiers, false for lesser ones
         * @param limit the max of objects
         */
        List<T> beyond(@Nullable String from, boolean ascending, int limit);
    }

    /** The type of this object in JSON. */
    @JsonProperty
    public String object() {
        return "list";
    }

    /** Reads a page. The identifier of a deleted object still marks its place in the list. */
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
