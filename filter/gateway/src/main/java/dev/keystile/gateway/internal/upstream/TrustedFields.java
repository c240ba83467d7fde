package dev.keystile.gateway.internal.upstream;

import java.util.List;
import java.util.Locale;

/**
 * The setting {@code trusted-fields}: the {@link ClaimFields} that a trusted proxy may set and that services get. From any
 * other client none of them passes.
 *
 * @param names the names of fields; {@code *} at the end stands for every field that begins with what is before it
 */
public record TrustedFields(List<String> names) {

    /** The fields if nothing is configured: those of address, scheme and host, but none of path, method or user. */
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

    /** What a name must be, for messages. */
    public static final String FORM = "the name of a field that is removed otherwise, such as X-Real-IP or CF-*";

    /** Copies the list. */
    public TrustedFields {
        names = List.copyOf(names);
    }

    /** Whether the name may be trusted: one of the {@link ClaimFields}, spelled with hyphens, or a family of them. */
    public static boolean isClaim(String name) {
        return FieldNames.isFamily(name)
                ? ClaimFields.NAMES.stream().anyMatch(name::equalsIgnoreCase)
                : FieldNames.withHyphens(name).equals(name) && ClaimFields.contains(name.toLowerCase(Locale.ROOT));
    }
}
