package dev.keystile.demo.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list, and where it goes on in both directions. */
@JsonPropertyOrder("object")
record Page(List<Organization> data, Cursors listMetadata) {

    /**
     * Where a list goes on.
     *
     * @param before the first identifier here; null if nothing is ahead of it
     * @param after the last identifier here; null if nothing is behind it
     */
    record Cursors(@Nullable String before, @Nullable String after) {}

    /** What kind of object this is. */
    @JsonProperty
    String object() {
        return "list";
    }
}
