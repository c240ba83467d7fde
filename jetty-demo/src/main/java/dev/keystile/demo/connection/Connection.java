package dev.keystile.demo.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way in which users sign in.
 *
 * @param id the identifier, which sorts by the time of its making
 * @param organizationId the one organization that it serves; null if it serves any
 * @param name what people call it
 * @param connectionType the kind of identity provider, such as {@code GoogleOAuth}
 * @param state always {@code active}
 * @param status always {@code linked}, which is how older clients call it
 * @param domains whose users it serves
 * @param createdAt when it was made
 * @param updatedAt when it was changed last
 */
@JsonPropertyOrder("object")
public record Connection(
        String id,
        @Nullable String organizationId,
        String name,
        String connectionType,
        String state,
        String status,
        List<Domain> domains,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * A domain whose users a connection serves.
     *
     * @param id the identifier
     * @param domain its name in lower case
     */
    @JsonPropertyOrder("object")
    public record Domain(String id, String domain) {

        /** What kind of object this is. */
        @JsonProperty
        public String object() {
            return "connection_domain";
        }
    }

    /** What kind of object this is. */
    @JsonProperty
    public String object() {
        return "connection";
    }
}
