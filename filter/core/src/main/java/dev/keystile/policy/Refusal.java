package dev.keystile.policy;

import org.jspecify.annotations.Nullable;

/**
 * The reason why a request is refused, with advice for the client: a {@linkplain DenyReason built-in reason}, or the reason
 * of a {@link Policy} of the application. Immutable.
 */
public sealed interface Refusal permits DenyReason, PolicyRefusal {

    /** The code, by which programs, logs and metrics tell refusals apart, such as {@code missing_key}. */
    String code();

    /** The status of the response. */
    int status();

    /** A title of a few words, for people. */
    String title();

    /** A sentence with advice for the client. */
    String detail();

    /** The {@code error} of the Bearer challenge (RFC 6750, section 3.1); null if the challenge has none. */
    default @Nullable String error() {
        return null;
    }

    /**
     * The refusal of an application's own policy.
     *
     * <pre>{@code
     * static final Refusal PLAN_TOO_SMALL = Refusal.of(
     *         "plan_too_small", 403, "Not in your plan", "Upgrade to the plan \"pro\" to use reports.");
     * }</pre>
     *
     * @param code lower-case letters, digits and underscores, at most 64, beginning with a letter
     * @param status 400 to 499, but not 401: the key is good, so a challenge for another credential would be wrong
     * @throws IllegalArgumentException if the code or the status is not of this form, or a text is blank
     */
    static Refusal of(String code, int status, String title, String detail) {
        require(PolicyRefusal.isCode(code), "a code such as plan_too_small", code);
        require(status >= 400 && status < 500 && status != 401, "a status from 400 to 499 other than 401", status);
        require(!title.isBlank(), "a title that says in a few words what is wrong", title);
        require(!detail.isBlank(), "a detail that tells the caller what to do", detail);
        return new PolicyRefusal(code, status, title, detail);
    }

    private static void require(boolean holds, String form, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("a refusal needs " + form + ", not '" + value + "'");
        }
    }
}
