package dev.keystile.servlet;

import dev.keystile.key.Redaction;
import org.jspecify.annotations.Nullable;

/** Which header fields an application must not see: keys, and identities that a client claims. */
final class HiddenHeaders {

    private static final String AUTHORIZATION = "authorization";
    private static final String IDENTITY_PREFIX = "x-keystile-";

    private final boolean hidesKeys;
    private final @Nullable String extraHeader;

    HiddenHeaders(boolean hidesKeys, @Nullable String extraHeader) {
        this.hidesKeys = hidesKeys;
        this.extraHeader = extraHeader;
    }

    /** Whether a name is that of an identity field, in any spelling that some server takes for it. */
    boolean isIdentity(String name) {
        if (name.length() < IDENTITY_PREFIX.length()) {
            return false;
        }
        for (int i = 0; i < IDENTITY_PREFIX.length(); i++) {
            char c = name.charAt(i);
            char folded = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c == '_' || c == '.' ? '-' : c;
            if (folded != IDENTITY_PREFIX.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a value of this field is a key that the application must not see. */
    boolean isKey(String name, String value) {
        return hidesKeys && mayCarryKey(name) && Redaction.fieldMayHoldKey(value);
    }

    boolean mayCarryKey(String name) {
        return name.equalsIgnoreCase(AUTHORIZATION) || (extraHeader != null && name.equalsIgnoreCase(extraHeader));
    }
}
