package dev.keystile.reply;

import dev.keystile.credential.CredentialFields;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Redaction;
import dev.keystile.request.HeaderFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * The header fields of a request that an application must not see: keys, and identities that a client claims. Immutable.
 */
public final class HiddenFields {

    private static final String AUTHORIZATION = "Authorization";
    private static final String IDENTITY_PREFIX = "x-keystile-";

    private final boolean hidesKeys;
    private final boolean otherFormats;
    private final List<String> credentialFields;

    /**
     * The fields that one configuration hides.
     *
     * @param hidesKeys whether keys are hidden; claimed identities always are
     * @param fields the fields in which a request may have a key
     */
    public HiddenFields(boolean hidesKeys, CredentialFields fields) {
        this.hidesKeys = hidesKeys;
        otherFormats = fields.otherFormats();
        List<String> names = new ArrayList<>(fields.headers());
        if (fields.authorization()) {
            names.add(0, AUTHORIZATION);
        }
        credentialFields = List.copyOf(names);
    }

    /**
     * The names of the credential fields that hold a key which is hidden; empty if there are none.
     *
     * @param granted whether the request passes with a key
     */
    public List<String> hiddenCredentialFields(HeaderFields request, boolean granted) {
        List<String> names = new ArrayList<>(0);
        for (String name : credentialFields) {
            Enumeration<String> values = request.values(name);
            if (values != null && Collections.list(values).stream().anyMatch(value -> isKey(name, value, granted))) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * Whether a field with this name and value is not for the application.
     *
     * @param granted whether the request passes with a key
     */
    public boolean isHidden(String name, String value, boolean granted) {
        return isIdentity(name) || isKey(name, value, granted);
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

    /**
     * Whether a value of this field is a key that the application must not see. A request that passes with a key has no other
     * credential in these fields. In other requests, keys in another format are not told from the tokens of an application,
     * except in the fields that hold only keys.
     *
     * @param granted whether the request passes with a key
     */
    public boolean isKey(String name, String value, boolean granted) {
        return hidesKeys
                && mayCarryKey(name)
                && (granted || Redaction.fieldMayHoldKey(value) || isOtherKey(name, value));
    }

    private boolean isOtherKey(String name, String value) {
        return otherFormats && !name.equalsIgnoreCase(AUTHORIZATION) && PresentedKey.readAny(value.strip()) != null;
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
