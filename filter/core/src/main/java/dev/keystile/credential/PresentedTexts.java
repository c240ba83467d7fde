package dev.keystile.credential;

import dev.keystile.key.KeyFormat;
import dev.keystile.key.PresentedKey;
import dev.keystile.request.HeaderFields;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/**
 * The texts that a request may have presented as keys, read anew from its header fields wherever a text is needed, since no
 * object keeps one. A caller lets go of a text before the request ends. Immutable.
 */
public final class PresentedTexts {

    private static final String AUTHORIZATION = "Authorization";

    /** How often a path is percent-decoded, as by {@link dev.keystile.key.Redaction}. */
    private static final int MAX_DECODINGS = 4;

    private final CredentialFields places;

    /** The texts in these fields. */
    public PresentedTexts(CredentialFields places) {
        this.places = places;
    }

    /**
     * Whether a text, which is about to be logged or echoed, contains a text that the request presents in another format
     * than Keystile's own; keys of that format are recognised without the request. False if other formats are refused.
     */
    public boolean areIn(String text, HeaderFields fields) {
        if (!places.otherFormats() || text.length() < KeyFormat.MIN_OTHER_LENGTH) {
            return false;
        }
        for (String presented : of(fields)) {
            if (text.contains(presented)) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #areIn}, for a raw path, which may be percent-encoded, also more than once. */
    public boolean areInPath(String rawPath, HeaderFields fields) {
        String path = rawPath;
        for (int i = 0; i < MAX_DECODINGS && !areIn(path, fields); i++) {
            if (path.indexOf('%') < 0) {
                return false;
            }
            try {
                // In a path, a plus sign is no space.
                path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException wronglyEncoded) {
                return places.otherFormats();
            }
        }
        return areIn(path, fields);
    }

    /** The texts that may be keys by their length and characters; empty if there are none. */
    public List<String> of(HeaderFields fields) {
        List<String> texts = new ArrayList<>(1);
        if (places.authorization()) {
            for (String value : values(fields, AUTHORIZATION)) {
                addAuthorization(value, texts);
            }
        }
        for (String header : places.headers()) {
            for (String value : values(fields, header)) {
                int start = FieldText.start(value);
                add(value.substring(start, FieldText.end(value, start)), texts);
            }
        }
        return texts;
    }

    private void addAuthorization(String value, List<String> texts) {
        int start = FieldText.start(value);
        int end = FieldText.end(value, start);
        int schemeEnd = FieldText.schemeEnd(value, start, end);
        int token = FieldText.skipSpaces(value, schemeEnd, end);
        if (Scheme.BEARER.matches(value, start, schemeEnd)) {
            add(value.substring(token, end), texts);
        } else if (Scheme.BASIC.matches(value, start, schemeEnd)) {
            String userId = BasicUserId.decode(value, token, end);
            add(userId == null ? "" : userId, texts);
            add(value.substring(token, end), texts);
        }
    }

    private static void add(String text, List<String> texts) {
        if (PresentedKey.readAny(text) != null) {
            texts.add(text);
        }
    }

    private static List<String> values(HeaderFields fields, String name) {
        List<String> values = new ArrayList<>(1);
        Enumeration<String> lines = fields.values(name);
        while (lines != null && lines.hasMoreElements()) {
            values.add(lines.nextElement());
        }
        return values;
    }
}
