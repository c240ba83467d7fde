package dev.keystile.credential;

import dev.keystile.key.KeyFormat;
import dev.keystile.key.PresentedKey;
import dev.keystile.request.HeaderFields;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the credential from the Authorization field, as Bearer (RFC 6750, section 2.1) or Basic (RFC 7617), or from an
 * additional field that holds only a key. Immutable.
 */
public final class HeaderCredentialReader implements CredentialReader {

    private static final String AUTHORIZATION = "Authorization";

    private final boolean basic;
    private final @Nullable String extraHeader;

    /**
     * A reader of these fields.
     *
     * @param basic whether a key is accepted as the user-id of Basic
     * @param extraHeader the name of the additional field; null for none
     */
    public HeaderCredentialReader(boolean basic, @Nullable String extraHeader) {
        this.basic = basic;
        this.extraHeader = extraHeader;
    }

    @Override
    public Credential read(HeaderFields fields) {
        Credential authorization = readField(fields.values(AUTHORIZATION), true);
        if (extraHeader == null) {
            return authorization;
        }
        Credential extra = readField(fields.values(extraHeader), false);
        if (extra == Credential.Absent.ABSENT) {
            return authorization;
        }
        return authorization == Credential.Absent.ABSENT ? extra : Credential.Invalid.MULTIPLE;
    }

    private Credential readField(@Nullable Enumeration<String> values, boolean withScheme) {
        if (values == null || !values.hasMoreElements()) {
            return Credential.Absent.ABSENT;
        }
        String value = values.nextElement();
        if (values.hasMoreElements()) {
            return Credential.Invalid.MULTIPLE;
        }
        int start = 0;
        int end = value.length();
        while (start < end && isSpace(value.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(value.charAt(end - 1))) {
            end--;
        }
        return withScheme ? readAuthorization(value, start, end) : readToken(value, start, end);
    }

    private Credential readAuthorization(String value, int start, int end) {
        int schemeEnd = start;
        while (schemeEnd < end && value.charAt(schemeEnd) != ' ') {
            schemeEnd++;
        }
        int token = schemeEnd;
        while (token < end && value.charAt(token) == ' ') {
            token++;
        }
        if (Scheme.BEARER.matches(value, start, schemeEnd)) {
            return readToken(value, token, end);
        }
        if (basic && Scheme.BASIC.matches(value, start, schemeEnd)) {
            return readBasic(value, token, end);
        }
        return Credential.Invalid.UNSUPPORTED_SCHEME;
    }

    private static Credential readToken(String value, int start, int end) {
        PresentedKey key = PresentedKey.read(value, start, end);
        return key == null && isList(value, start, end) ? Credential.Invalid.MULTIPLE : present(key);
    }

    private static Credential readBasic(String value, int start, int end) {
        if (isList(value, start, end)) {
            return Credential.Invalid.MULTIPLE;
        }
        String userId = end - start > 2 * KeyFormat.MAX_LENGTH ? null : BasicUserId.decode(value, start, end);
        return present(userId == null ? null : PresentedKey.read(userId));
    }

    private static Credential present(@Nullable PresentedKey key) {
        return key == null || key.isMistyped() ? Credential.Invalid.MALFORMED : new Credential.Presented(key);
    }

    /** Whether the value is two field lines that an intermediary has joined with a comma (RFC 9110, section 5.3). */
    private static boolean isList(String value, int start, int end) {
        int comma = value.indexOf(',', start);
        return comma >= 0 && comma < end;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
