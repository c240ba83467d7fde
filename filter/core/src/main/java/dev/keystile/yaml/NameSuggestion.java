package dev.keystile.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that is most similar to an unknown name. Case, hyphens and underscores do not count. */
public final class NameSuggestion {

    private static final int MIN_PART = 4;

    private NameSuggestion() {}

    /** The known name with the smallest edit distance; empty if no name is similar. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int edits = Math.min(
                    edits(fold(name), fold(candidate), false),
                    edits(fold(lastPart(name)), fold(lastPart(candidate)), true));
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The edit distance; {@link Integer#MAX_VALUE} if the names are not similar. */
    private static int edits(String name, String known, boolean orPart) {
        int distance = distance(name, known);
        boolean isPart = orPart && name.length() >= MIN_PART && known.contains(name);
        return isPart || distance <= Math.max(1, (name.length() + 1) / 3) ? distance : Integer.MAX_VALUE;
    }

    private static String fold(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String lastPart(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }

    /** The Levenshtein distance. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
