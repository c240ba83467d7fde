package dev.keystile.servlet;

import dev.keystile.decision.Authenticator;
import dev.keystile.decision.Decision;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Decides what the application dispatches (Servlet 6.0, section 9), and what a second filter behind the first sees: by
 * the target's path and the identity that was established before. A dispatch that only shows the same resource, and an
 * error page, go on with the decision that was made.
 */
final class DispatchDecisions {

    private final Authenticator authenticator;

    DispatchDecisions(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    Decision decide(HttpServletRequest request, RequestState state) {
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.ERROR && state.isErrorPage(ServletPaths.ofForward(request))) {
            return carried(state);
        }
        String target = switch (type) {
            case INCLUDE -> ServletPaths.ofInclude(request);
            case REQUEST -> ServletPaths.ofRequest(request);
            default -> ServletPaths.ofForward(request);
        };
        boolean includesByName = target == null && type == DispatcherType.INCLUDE;
        boolean showsSame = target != null
                && type != DispatcherType.REQUEST
                && ServletPaths.isSameResource(state.requestedPath(), target);
        if (includesByName || showsSame) {
            return carried(state);
        }
        return type == DispatcherType.REQUEST
                ? authenticator
                        .decideAgain(state, target, state.decision(), state.key())
                        .await()
                : authenticator
                        .decideDispatch(state, target, state.decision(), state.key())
                        .await();
    }

    private Decision carried(RequestState state) {
        Decision passing = state.passing();
        return passing != null ? passing : authenticator.openErrorPage(state);
    }
}
