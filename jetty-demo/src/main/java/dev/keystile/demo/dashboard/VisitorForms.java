package dev.keystile.demo.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The tokens in forms of visitors, who have no session yet. The token depends on a cookie of the browser and on a secret of
 * this process, so that nothing is kept in memory for visitors. Thread-safe.
 */
final class VisitorForms {

    private static final PageCookie COOKIE = new PageCookie("keystile_visitor");

    private final String secret = SecretTokens.next();

    /** The token for the form of a page, whose response sets the cookie. */
    String token(HttpServletRequest request, HttpServletResponse response) {
        String visitor = SecretTokens.next();
        COOKIE.set(request, response, visitor);
        return SecretTokens.derive(secret, visitor);
    }

    /** Whether a form has the token of a page that this browser has fetched last. */
    boolean isOwn(HttpServletRequest request) {
        String token = request.getParameter("csrf");
        return token != null
                && COOKIE.values(request)
                        .anyMatch(visitor -> SecretTokens.areEqual(token, SecretTokens.derive(secret, visitor)));
    }

    /** Ends the tokens of this browser. */
    void forget(HttpServletRequest request, HttpServletResponse response) {
        COOKIE.remove(request, response);
    }
}
