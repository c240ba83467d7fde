package dev.keystile.reply;

import dev.keystile.key.Redaction;
import dev.keystile.request.HeaderFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a request that an application must not see: keys, and identities that a client claims. Immutable.
 */
public final class HiddenFields {

    private static final String AUTHORIZATION = "Authorization";
    private static final String IDENTITY_PREFIX = "x-keystile-";

    private final boolean hidesKeys;
    private final List<String> credentialFields;

    /**
     * The fields that one configuration hides.
     *
     * @param hidesKeys whether keys are hidden; claimed identities always are
     * @param extraHeader the name of a field that holds a bare key; null for none
     */
    public HiddenFields(boolean hidesKeys, @Nullable String extraHeader) {
        this.hidesKeys = hidesKeys;
        this.credentialFields = extraHeader == null ? List.of(AUTHORIZATION) : List.of(AUTHORIZATION, extraHeader);
    }

    /** The names of the credential fields that hold a key which is hidden; empty if there are none. */
    public List<String> hiddenCredentialFields(HeaderFields request) {
        List<String> names = new ArrayList<>(0);
        for (String name : credentialFields) {
            Enumeration<String> values = request.values(name);
            if (values != null && Collections.list(values).stream().anyMatch(value -> isKey(name, value))) {
                names.add(name);
            }
        }
        return names;
    }

    /** Whether a field with this name and value is not for the application. */
    public boolean isHidden(String name, String value) {
        return isIdentity(name) || isKey(name, value);
    }

    /** Whether a name is that of an identity field, with any separator that a server may take for a hyphen. */
    public boolean isIdentity(String name) {
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
    public boolean isKey(String name, String value) {
        return hidesKeys && mayCarryKey(name) && Redaction.fieldMayHoldKey(value);
    }

    /** Whether keys come in the field with this name. */
    public boolean mayCarryKey(String name) {
        for (String field : credentialFields) {
            if (name.equalsIgnoreCase(field)) {
                return true;
            }
        }
        return false;
    }
}
