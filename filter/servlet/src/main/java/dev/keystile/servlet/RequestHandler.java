package dev.keystile.servlet;

import dev.keystile.config.Keystile;
import dev.keystile.config.KeystileConfig;
import dev.keystile.verdict.Authenticator;
import dev.keystile.verdict.DenyReason;
import dev.keystile.verdict.Identity;
import dev.keystile.verdict.Verdict;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a request through the filter, for each of the servlet dispatcher types. */
final class RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Authenticator authenticator;
    private final HiddenHeaders hidden;
    private final Refusals refusals;
    private final Cors cors;
    private final RequestIds requestIds = new RequestIds();

    RequestHandler(Keystile keystile) {
        KeystileConfig config = keystile.config();
        KeystileConfig.CredentialSettings credentials = config.credentials();
        authenticator = keystile.authenticator();
        hidden = new HiddenHeaders(credentials.hide(), credentials.header());
        refusals = new Refusals(config.problemBaseUri(), new Challenges(credentials.realm(), credentials.basic()));
        cors = new Cors(config.corsOrigins(), credentials.header());
    }

    void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestState earlier = RequestState.of(request);
        RequestState state = earlier != null ? earlier : begin(request);
        DispatcherType type = request.getDispatcherType();
        boolean carries = type == DispatcherType.ERROR && state.isErrorPage(ServletPaths.ofForward(request));
        Verdict verdict = carries ? carried(state) : decide(type, request, state, earlier);
        state.decided(verdict);
        if (type != DispatcherType.INCLUDE) {
            annotate(request, response, state);
        }
        if (verdict instanceof Verdict.Denied denied) {
            refuse(denied, type, state, response);
        } else if (verdict == Verdict.Preflight.ANSWERED) {
            cors.answerPreflight(request, response);
        } else {
            if (verdict instanceof Verdict.Granted granted) {
                attach(granted, request, state, response);
            }
            proceed(type, request, state, response, chain);
        }
    }

    /** Tomcat calls a FORWARD from an error page ERROR too, so the path of the page is kept while it runs. */
    private void proceed(
            DispatcherType type,
            HttpServletRequest request,
            RequestState state,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        boolean entered = type == DispatcherType.ERROR && state.enterErrorPage(ServletPaths.ofForward(request));
        try {
            chain.doFilter(wrapped(request, state), response);
        } finally {
            if (entered) {
                state.leaveErrorPage();
            }
        }
    }

    private RequestState begin(HttpServletRequest request) {
        RequestState state = new RequestState(request, requestIds.choose(request.getHeader(RequestIds.HEADER)));
        request.setAttribute(RequestState.ATTRIBUTE, state);
        return state;
    }

    /** An exception in a decision is never a pass. */
    private Verdict decide(
            DispatcherType type, HttpServletRequest request, RequestState state, @Nullable RequestState earlier) {
        try {
            if (earlier == null && type == DispatcherType.REQUEST) {
                return authenticator.decide(state);
            }
            return decideAgain(type, request, state);
        } catch (RuntimeException e) {
            LOG.error("The request {} could not be decided and is refused.", state.requestId(), e);
            return Verdict.Denied.of(DenyReason.STORE_UNAVAILABLE);
        }
    }

    /** A dispatch by the application, or a second filter behind the first. */
    private Verdict decideAgain(DispatcherType type, HttpServletRequest request, RequestState state) {
        String target = switch (type) {
            case INCLUDE -> ServletPaths.ofInclude(request);
            case REQUEST -> ServletPaths.ofRequest(request);
            default -> ServletPaths.ofForward(request);
        };
        if (target == null) {
            return type == DispatcherType.INCLUDE ? carried(state) : Verdict.Denied.of(DenyReason.AMBIGUOUS_PATH);
        }
        if (type != DispatcherType.REQUEST && ServletPaths.isSameResource(state.decidedPath(), target)) {
            return carried(state);
        }
        return authenticator.decideDispatch(state, target, state.granted());
    }

    private static Verdict carried(RequestState state) {
        Verdict.Granted granted = state.granted();
        return granted != null ? granted : Verdict.Open.OPEN;
    }

    /** Headers for every answer. Again on each dispatch: an error page may have begun with a reset response. */
    private void annotate(HttpServletRequest request, HttpServletResponse response, RequestState state) {
        if (!response.containsHeader(RequestIds.HEADER)) {
            response.setHeader(RequestIds.HEADER, state.requestId());
        }
        cors.expose(request, response);
    }

    private void refuse(Verdict.Denied denied, DispatcherType type, RequestState state, HttpServletResponse response)
            throws IOException, ServletException {
        if (type == DispatcherType.INCLUDE) {
            throw new ServletException("The included resource may not be shown to this request: "
                    + denied.reason().code() + " (request " + state.requestId() + ")");
        }
        refusals.write(denied, state, response);
    }

    private static void attach(
            Verdict.Granted granted, HttpServletRequest request, RequestState state, HttpServletResponse response) {
        if (granted.equals(state.granted())) {
            return;
        }
        state.grant(granted);
        Identity identity = granted.identity();
        request.setAttribute(ApiKeyAuthFilter.IDENTITY_ATTRIBUTE, identity);
        request.setAttribute(ApiKeyAuthFilter.ENVIRONMENT_ATTRIBUTE, identity.environment());
        if (!response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "private");
        }
    }

    private HttpServletRequest wrapped(HttpServletRequest request, RequestState state) {
        boolean alreadyWrapped =
                request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(AuthenticatedRequest.class);
        return alreadyWrapped ? request : new AuthenticatedRequest(request, hidden, state);
    }
}
