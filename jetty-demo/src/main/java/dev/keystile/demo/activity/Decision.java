package dev.keystile.demo.activity;

import dev.keystile.verdict.DenyReason;
import dev.keystile.verdict.Identity;
import dev.keystile.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What the filter decided about a request.
 *
 * @param route the pattern of the rule that decided
 * @param identity whose key it was; null if nobody asked or nobody knows
 * @param hint the prefix and last four characters of an unknown key; null without one
 * @param reason why it was refused; null if it came through
 */
public record Decision(
        String route,
        @Nullable Identity identity,
        @Nullable String hint,
        @Nullable DenyReason reason) {

    static Decision of(Verdict verdict, String route) {
        if (verdict instanceof Verdict.Granted granted) {
            return new Decision(route, granted.identity(), null, null);
        }
        if (verdict instanceof Verdict.Denied denied) {
            return new Decision(route, denied.identity(), denied.hint(), denied.reason());
        }
        return new Decision(route, null, null, null);
    }

    /** The id of the environment that the request belongs to; null if it belongs to none. */
    public @Nullable String environment() {
        return identity == null ? null : identity.environment().id();
    }

    /** Whether a request with this status and this identity can be the one that it was made for. */
    boolean fits(int status, @Nullable Identity attached) {
        if (reason != null) {
            return reason.status() == status;
        }
        return identity == null ? attached == null : identity.equals(attached);
    }
}
