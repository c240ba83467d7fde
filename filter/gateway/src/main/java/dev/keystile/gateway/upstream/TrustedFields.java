package dev.keystile.gateway.upstream;

import java.util.List;
import java.util.Locale;

/**
 * {@code trusted-fields}: which of the {@link ClaimFields} a trusted proxy may set, so that services see them. From
 * anybody else none of them passes.
 *
 * @param names with {@code *} at the end for all that begin so
 */
public record TrustedFields(List<String> names) {

    /** Where nothing else is configured: what tells of address, scheme and host, and of no path, method or user. */
    public static final TrustedFields DEFAULT = new TrustedFields(List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-By",
            "X-Forwarded-Proto",
            "X-Forwarded-Protocol",
            "X-Forwarded-Scheme",
            "X-Forwarded-Ssl",
            "X-Forwarded-Host",
            "X-Forwarded-Server",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Real-IP"));

    /** What a name must be. */
    public static final String FORM = "the name of a field that is removed otherwise, such as X-Real-IP or CF-*";

    /** Copies the list. */
    public TrustedFields {
        names = List.copyOf(names);
    }

    /** Whether this is one of the {@link ClaimFields}, spelled with hyphens, or all of them that begin so. */
    public static boolean isClaim(String name) {
        return FieldNames.isFamily(name)
                ? ClaimFields.NAMES.stream().anyMatch(name::equalsIgnoreCase)
                : FieldNames.withHyphens(name).equals(name) && ClaimFields.contains(name.toLowerCase(Locale.ROOT));
    }
}
