package dev.keystile.admin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an account. The values are checked by {@link AccountAdmin} and not here, by the rules of
 * {@link dev.keystile.key.Account}. Immutable.
 *
 * <pre>{@code
 * AccountRequest request = AccountRequest.of("Acme").id("cus_42").plan("free").metadata(Map.of("region", "eu"));
 * }</pre>
 *
 * @param id the operator's id of the customer; null for a new id such as {@code acct_3Vh…}
 * @param name the name for people
 * @param plan the operator's name of what the customer has booked; may be empty
 * @param metadata the operator's own values, in their order
 */
public record AccountRequest(@Nullable String id, String name, String plan, Map<String, String> metadata) {

    /** Copies the metadata. */
    public AccountRequest {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A request for an account with a new id, without plan and metadata. */
    public static AccountRequest of(String name) {
        return new AccountRequest(null, name, "", Map.of());
    }

    /** This request with an id of the operator; null for a new id. */
    public AccountRequest id(@Nullable String value) {
        return new AccountRequest(value, name, plan, metadata);
    }

    /** This request with a plan; empty for none. */
    public AccountRequest plan(String value) {
        return new AccountRequest(id, name, value, metadata);
    }

    /** This request with metadata. */
    public AccountRequest metadata(Map<String, String> values) {
        return new AccountRequest(id, name, plan, values);
    }
}
