package dev.keystile.demo.activity;

import dev.keystile.key.Redaction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Paths that can be shown, since no key fits in. */
final class PlainPath {

    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._-]{1,32}){1,5}");

    private PlainPath() {}

    /** The path itself; null if it might hold a key, or a part of one. */
    static @Nullable String orNull(String path) {
        return PLAIN.matcher(path).matches() && !Redaction.pathMayHoldKey(path) ? path : null;
    }
}
