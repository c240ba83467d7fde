package dev.keystile.gateway.internal.upstream;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A set of header field names. A name that ends in {@code *} stands for every field that begins with what is before it.
 * A look-up allocates nothing. Immutable.
 */
final class FieldNames {

    private static final String FAMILY = "*";

    private final String[] sorted;
    private final boolean[] isFamily;

    private FieldNames(String[] sorted, boolean[] isFamily) {
        this.sorted = sorted;
        this.isFamily = isFamily;
    }

    /** @param names in any letter case */
    static FieldNames of(Collection<String> names) {
        TreeSet<String> lower = new TreeSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        // Sorted without the mark, and without names that a family covers: then only the last name before the
        // one that is looked up can be its family.
        TreeSet<String> families = new TreeSet<>();
        lower.stream()
                .filter(FieldNames::isFamily)
                .map(FieldNames::stem)
                .filter(stem -> families.stream().noneMatch(stem::startsWith))
                .forEach(families::add);
        TreeSet<String> all = new TreeSet<>(families);
        lower.stream()
                .filter(name -> !isFamily(name))
                .filter(name -> families.stream().noneMatch(name::startsWith))
                .forEach(all::add);
        String[] sorted = all.toArray(new String[0]);
        boolean[] isFamily = new boolean[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            isFamily[i] = families.contains(sorted[i]);
        }
        return new FieldNames(sorted, isFamily);
    }

    static boolean isFamily(String name) {
        return name.endsWith(FAMILY);
    }

    private static String stem(String family) {
        return family.substring(0, family.length() - FAMILY.length());
    }

    /** The name with hyphens for {@code _} and {@code .}, which some servers treat as the same. */
    static String withHyphens(String name) {
        return name.replace('_', '-').replace('.', '-');
    }

    /** Whether the set has the name, or a family that covers it. */
    boolean contains(String lowerCaseName) {
        int found = Arrays.binarySearch(sorted, lowerCaseName);
        if (found >= 0) {
            return true;
        }
        int before = -found - 2;
        return before >= 0 && isFamily[before] && lowerCaseName.startsWith(sorted[before]);
    }
}
