package dev.keystile.servlet;

import dev.keystile.config.Keystile;
import dev.keystile.decision.Authenticator;
import dev.keystile.decision.Decision;
import dev.keystile.reply.HiddenFields;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The way of a request through the filter: decide, then pass on or refuse. */
final class RequestHandler {

    private static final int FIRST_ERROR = 400;

    private final Authenticator authenticator;
    private final DispatchDecisions dispatches;
    private final HiddenFields hidden;
    private final boolean alwaysSendsRequestId;

    RequestHandler(Keystile keystile) {
        authenticator = keystile.authenticator();
        dispatches = new DispatchDecisions(authenticator);
        hidden = keystile.hiddenFields();
        alwaysSendsRequestId = keystile.config().alwaysSendRequestId();
    }

    void handle(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestState earlier = RequestState.of(request);
        RequestState state = earlier != null ? earlier : begin(request);
        DispatcherType type = request.getDispatcherType();
        boolean isFirst = earlier == null && type == DispatcherType.REQUEST;
        Decision decision = isFirst ? authenticator.decide(state).await() : dispatches.decide(request, state);
        state.decided(decision);
        if (decision.passes()) {
            pass(decision, type, request, state, response, chain);
        } else {
            refuse(decision, type, request, response);
        }
    }

    private static RequestState begin(HttpServletRequest request) {
        RequestState state = new RequestState(request);
        request.setAttribute(RequestState.ATTRIBUTE, state);
        return state;
    }

    private void pass(
            Decision decision,
            DispatcherType type,
            HttpServletRequest request,
            RequestState state,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (type != DispatcherType.INCLUDE) {
            // Again on each dispatch: an error page may have begun with a response that was reset.
            if (alwaysSendsRequestId || decision.id().isSent()) {
                DecisionWriter.writeFields(decision, response);
            } else {
                DecisionWriter.writeFieldsWithoutId(decision, response);
            }
        }
        // Tomcat calls a FORWARD from an error page ERROR too, so the path of the page is kept while it runs.
        boolean entered = type == DispatcherType.ERROR && state.enterErrorPage(ServletPaths.ofForward(request));
        boolean completed = false;
        try {
            chain.doFilter(wrapped(request, state), response);
            completed = response.getStatus() < FIRST_ERROR;
        } finally {
            if (!completed) {
                // An error page that is not behind this filter gets the request without the wrapper.
                state.publishIdentity();
            }
            if (entered) {
                state.leaveErrorPage();
            }
        }
    }

    private static void refuse(
            Decision decision, DispatcherType type, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (type == DispatcherType.INCLUDE) {
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
