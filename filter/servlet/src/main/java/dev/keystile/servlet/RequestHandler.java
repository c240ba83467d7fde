package dev.keystile.servlet;

import dev.keystile.config.Keystile;
import dev.keystile.decision.Authenticator;
import dev.keystile.decision.Decision;
import dev.keystile.key.Identity;
import dev.keystile.reply.HiddenFields;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The way of a request through the filter: decide, then pass on or refuse. */
final class RequestHandler {

    private final Authenticator authenticator;
    private final DispatchDecisions dispatches;
    private final HiddenFields hidden;

    RequestHandler(Keystile keystile) {
        authenticator = keystile.authenticator();
        dispatches = new DispatchDecisions(authenticator);
        hidden = keystile.hiddenFields();
    }

    void handle(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestState earlier = RequestState.of(request);
        RequestState state = earlier != null ? earlier : begin(request);
        boolean isFirst = earlier == null && request.getDispatcherType() == DispatcherType.REQUEST;
        Decision decision = isFirst ? authenticator.decide(state).await() : dispatches.decide(request, state);
        if (state.decided(decision)) {
            attach(state.identity(), request);
        }
        if (decision.passes()) {
            pass(decision, request, state, response, chain);
        } else {
            refuse(decision, request, response);
        }
    }

    private static RequestState begin(HttpServletRequest request) {
        RequestState state = new RequestState(request);
        request.setAttribute(RequestState.ATTRIBUTE, state);
        return state;
    }

    private static void attach(@Nullable Identity identity, HttpServletRequest request) {
        if (identity != null) {
            request.setAttribute(ApiKeyAuthFilter.IDENTITY_ATTRIBUTE, identity);
            request.setAttribute(ApiKeyAuthFilter.ACCOUNT_ATTRIBUTE, identity.account());
            request.setAttribute(ApiKeyAuthFilter.ENVIRONMENT_ATTRIBUTE, identity.environment());
        }
    }

    private void pass(
            Decision decision,
            HttpServletRequest request,
            RequestState state,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        DispatcherType type = request.getDispatcherType();
        if (type != DispatcherType.INCLUDE) {
            // Again on each dispatch: an error page may have begun with a response that was reset.
            DecisionWriter.writeFields(decision, response);
        }
        // Tomcat calls a FORWARD from an error page ERROR too, so the path of the page is kept while it runs.
        boolean entered = type == DispatcherType.ERROR && state.enterErrorPage(ServletPaths.ofForward(request));
        try {
            chain.doFilter(wrapped(request, state), response);
        } finally {
            if (entered) {
                state.leaveErrorPage();
            }
        }
    }

    private static void refuse(Decision decision, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            throw new ServletException("The included resource may not be shown to this request: " + decision.outcome()
                    + " (request " + decision.requestId() + ")");
        }
        DecisionWriter.writeResponse(decision, request.getMethod(), response);
    }

    private HttpServletRequest wrapped(HttpServletRequest request, RequestState state) {
        boolean alreadyWrapped =
                request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(AuthenticatedRequest.class);
        return alreadyWrapped ? request : new AuthenticatedRequest(request, hidden, state);
    }
}
