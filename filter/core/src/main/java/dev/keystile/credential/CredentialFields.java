package dev.keystile.credential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields in which a request may have a key. Immutable.
 *
 * @param authorization whether the Authorization field may have a key; if not, that field belongs to the application
 * @param basic whether the Authorization field may have a key as the user-id of Basic
 * @param headers the names of the additional fields, each of which holds only a key; the first is the one that refusals
 *     recommend
 * @param otherFormats whether keys may have the format of another system
 */
public record CredentialFields(boolean authorization, boolean basic, List<String> headers, boolean otherFormats) {

    /** The Authorization field, with Bearer or Basic, and keys of Keystile's own format. */
    public static final CredentialFields DEFAULT = new CredentialFields(true, true, List.of(), false);

    /** Copies the list. */
    public CredentialFields {
        headers = List.copyOf(headers);
    }

    /** These fields with other additional fields. */
    public CredentialFields withHeaders(String... names) {
        return new CredentialFields(authorization, basic, List.of(names), otherFormats);
    }

    /** These fields, also for keys in the format of another system. */
    public CredentialFields withOtherFormats() {
        return new CredentialFields(authorization, basic, headers, true);
    }

    /** These fields without the Authorization field. */
    public CredentialFields withoutAuthorization() {
        return new CredentialFields(false, basic, headers, otherFormats);
    }

    /** The additional field in which a key must be sent; null if a key may be sent in the Authorization field. */
    public @Nullable String requiredHeader() {
        return authorization || headers.isEmpty() ? null : headers.get(0);
    }
}
