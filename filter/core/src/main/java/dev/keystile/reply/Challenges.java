package dev.keystile.reply;

import dev.keystile.credential.CredentialFields;
import dev.keystile.policy.Refusal;
import java.util.ArrayList;
import java.util.List;

/** The WWW-Authenticate fields of refusals (RFC 9110, section 11.6.1; RFC 6750, section 3). */
final class Challenges {

    private static final String FIELD = "WWW-Authenticate";
    private static final int UNAUTHORIZED = 401;

    private final String first;
    private final boolean basic;
    private final Field basicChallenge;

    Challenges(String realm, CredentialFields fields) {
        String header = fields.requiredHeader();
        first = header == null
                ? "Bearer realm=\"" + realm + "\""
                : "ApiKey realm=\"" + realm + "\", header=\"" + header + "\"";
        basic = fields.basic() && header == null;
        this.basicChallenge = Field.append(FIELD, "Basic realm=\"" + realm + "\", charset=\"UTF-8\"");
    }

    /**
     * The challenges of a refusal; empty if no other credential could help.
     *
     * @param scopes the scopes that were needed, separated by spaces; empty unless they are the reason
     * @param browser whether the request comes from a browser, which would show a password dialog for Basic
     */
    List<Field> of(Refusal refusal, String scopes, boolean browser) {
        String error = refusal.error();
        if (error == null && refusal.status() != UNAUTHORIZED) {
            return List.of();
        }
        String challenge = error == null ? first : first + ", error=\"" + error + "\"";
        List<Field> fields = new ArrayList<>(2);
        fields.add(Field.set(FIELD, scopes.isEmpty() ? challenge : challenge + ", scope=\"" + scopes + "\""));
        if (basic && !browser && refusal.status() == UNAUTHORIZED) {
            fields.add(basicChallenge);
        }
        return fields;
    }
}
