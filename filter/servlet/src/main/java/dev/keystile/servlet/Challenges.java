package dev.keystile.servlet;

import dev.keystile.verdict.DenyReason;
import dev.keystile.verdict.Verdict;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumMap;
import java.util.Map;

/** The WWW-Authenticate fields of refusals (RFC 9110, section 11.6.1; RFC 6750, section 3). */
final class Challenges {

    private static final String FIELD = "WWW-Authenticate";

    private final Map<DenyReason, String> bearer = new EnumMap<>(DenyReason.class);
    private final boolean basic;
    private final String basicChallenge;

    Challenges(String realm, boolean basic) {
        this.basic = basic;
        this.basicChallenge = "Basic realm=\"" + realm + "\", charset=\"UTF-8\"";
        for (DenyReason reason : DenyReason.values()) {
            String error = reason.error();
            if (error != null) {
                bearer.put(reason, "Bearer realm=\"" + realm + "\", error=\"" + error + "\"");
            } else if (reason.status() == HttpServletResponse.SC_UNAUTHORIZED) {
                bearer.put(reason, "Bearer realm=\"" + realm + "\"");
            }
        }
    }

    /** @param browser whether the request comes from a browser, which would show a password dialog for Basic */
    void write(Verdict.Denied denied, boolean browser, HttpServletResponse response) {
        String challenge = bearer.get(denied.reason());
        if (challenge == null) {
            return;
        }
        String scopes = denied.scopes();
        response.setHeader(FIELD, scopes.isEmpty() ? challenge : challenge + ", scope=\"" + scopes + "\"");
        if (basic && !browser && denied.reason().status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.addHeader(FIELD, basicChallenge);
        }
    }
}
