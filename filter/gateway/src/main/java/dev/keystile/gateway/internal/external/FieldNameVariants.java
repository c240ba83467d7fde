package dev.keystile.gateway.internal.external;

import dev.keystile.gateway.internal.identity.IdentityHeaders;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The variants of the names of the identity fields, with {@code _} or {@code .} for {@code -}, which some servers treat
 * alike.
 */
final class FieldNameVariants {

    private static final List<String> SEPARATORS = List.of("-", "_", ".");

    /** All variants, separated by commas. */
    static final String OF_IDENTITY =
            IdentityHeaders.NAMES.stream().flatMap(FieldNameVariants::others).collect(Collectors.joining(","));

    private FieldNameVariants() {}

    private static Stream<String> others(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return variants(List.of(lower.split("-", -1))).filter(variant -> !variant.equals(lower));
    }

    private static Stream<String> variants(List<String> words) {
        if (words.size() == 1) {
            return words.stream();
        }
        return variants(words.subList(1, words.size()))
                .flatMap(rest -> SEPARATORS.stream().map(separator -> words.get(0) + separator + rest));
    }
}
