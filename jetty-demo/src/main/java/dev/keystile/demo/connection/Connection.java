package dev.keystile.demo.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an identity provider, by which users sign in.
 *
 * @param id the identifier, which sorts by the time of creation
 * @param organizationId the one organization that the connection serves; null if it serves any
 * @param name the name for people
 * @param connectionType the type of identity provider, such as {@code GoogleOAuth}
 * @param state always {@code active}
 * @param status always {@code linked}, the name of the state in older clients
 * @param domains the domains whose users the connection serves
 * @param createdAt the time of creation
 * @param updatedAt the time of the last change
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
     * @param domain the domain name in lower case
     */
    @JsonPropertyOrder("object")
    public record Domain(String id, String domain) {

        /** The type of this object in JSON. */
        @JsonProperty
        public String object() {
            return "connection_domain";
        }
    }

    /** The type of this object in JSON. */
    @JsonProperty
    public String object() {
        return "connection";
    }
}
