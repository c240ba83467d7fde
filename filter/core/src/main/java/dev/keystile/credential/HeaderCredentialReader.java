package dev.keystile.credential;

import dev.keystile.key.KeyFormat;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Redaction;
import dev.keystile.request.HeaderFields;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the credential from the Authorization field, as Bearer (RFC 6750, section 2.1) or Basic (RFC 7617), or from
 * additional fields that hold only a key. The same key in two fields is one credential. Immutable.
 */
public final class HeaderCredentialReader implements CredentialReader {

    private static final String AUTHORIZATION = "Authorization";
    private static final String PLAIN_BEARER = "Bearer ";

    private final boolean authorization;
    private final boolean basic;
    private final boolean otherFormats;

    /** An array, whose loop allocates no iterator. */
    private final String[] headers;

    /** A reader of these fields. */
    public HeaderCredentialReader(CredentialFields fields) {
        authorization = fields.authorization();
        basic = fields.basic();
        otherFormats = fields.otherFormats();
        headers = fields.headers().toArray(new String[0]);
    }

    @Override
    public Credential read(HeaderFields fields) {
        return authorization
                ? withHeaders(fields, readField(fields.values(AUTHORIZATION), true))
                : withHeaders(fields, Credential.Absent.ABSENT);
    }

    @Override
    public Credential readDelegated(HeaderFields fields) {
        if (!authorization) {
            return withHeaders(fields, Credential.Absent.ABSENT);
        }
        String value = fields.only(AUTHORIZATION);
        // The same rule hides keys from the application: what the application would not see must be a good key.
        boolean foreign = value != null && !Redaction.fieldMayHoldKey(value);
        return withHeaders(
                fields, foreign ? Credential.Foreign.FOREIGN : readField(fields.values(AUTHORIZATION), true));
    }

    private Credential withHeaders(HeaderFields fields, Credential first) {
        Credential credential = first;
        for (String header : headers) {
            credential = join(credential, readField(fields.values(header), false));
        }
        return credential;
    }

    private static Credential join(Credential one, Credential other) {
        if (other == Credential.Absent.ABSENT) {
            return one;
        }
        if (one == Credential.Absent.ABSENT) {
            return other;
        }
        return isSame(one, other) ? one : Credential.Invalid.MULTIPLE;
    }

    private static boolean isSame(Credential one, Credential other) {
        return one instanceof Credential.Presented first
                && other instanceof Credential.Presented second
                && first.key().digest().equals(second.key().digest());
    }

    private Credential readField(@Nullable Enumeration<String> values, boolean withScheme) {
        if (values == null || !values.hasMoreElements()) {
            return Credential.Absent.ABSENT;
        }
        String value = values.nextElement();
        if (values.hasMoreElements()) {
            return Credential.Invalid.MULTIPLE;
        }
        if (withScheme && isPlainBearer(value)) {
            return readToken(value, PLAIN_BEARER.length(), value.length());
        }
        int start = FieldText.start(value);
        int end = FieldText.end(value, start);
        return withScheme ? readAuthorization(value, start, end) : readToken(value, start, end);
    }

    /** Whether the value is written as nearly every client writes it: then nothing has to be searched for. */
    private static boolean isPlainBearer(String value) {
        int length = value.length();
        return value.startsWith(PLAIN_BEARER)
                && length > PLAIN_BEARER.length()
                && value.charAt(PLAIN_BEARER.length()) > ' '
                && value.charAt(length - 1) > ' ';
    }

    private Credential readAuthorization(String value, int start, int end) {
        int schemeEnd = FieldText.schemeEnd(value, start, end);
        int token = FieldText.skipSpaces(value, schemeEnd, end);
        if (Scheme.BEARER.matches(value, start, schemeEnd)) {
            return readToken(value, token, end);
        }
        if (basic && Scheme.BASIC.matches(value, start, schemeEnd)) {
            return readBasic(value, token, end);
        }
        return Credential.Invalid.UNSUPPORTED_SCHEME;
    }

    private Credential readToken(String value, int start, int end) {
        PresentedKey key = readKey(value, start, end);
        return key == null && isList(value, start, end) ? Credential.Invalid.MULTIPLE : present(key);
    }

    private Credential readBasic(String value, int start, int end) {
        if (isList(value, start, end)) {
            return Credential.Invalid.MULTIPLE;
        }
        String userId = end - start > 2 * KeyFormat.MAX_LENGTH ? null : BasicUserId.decode(value, start, end);
        return present(userId == null ? null : readKey(userId, 0, userId.length()));
    }

    private @Nullable PresentedKey readKey(String text, int start, int end) {
        return otherFormats ? PresentedKey.readAny(text, start, end) : PresentedKey.read(text, start, end);
    }

    private static Credential present(@Nullable PresentedKey key) {
        return key == null ? Credential.Invalid.MALFORMED : new Credential.Presented(key);
    }

    /** Whether the value is two field lines that an intermediary has joined with a comma (RFC 9110, section 5.3). */
    private static boolean isList(String value, int start, int end) {
        int comma = value.indexOf(',', start);
        return comma >= 0 && comma < end;
    }
}
