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
final class Turnstile {

    private static final Logger LOG = LoggerFactory.getLogger(Turnstile.class);

    private final Authenticator authenticator;
    private final HiddenHeaders hidden;
    private final Refusals refusals;
    private final Cors cors;
    private final RequestIds requestIds = new RequestIds();

    Turnstile(Keystile keystile) {
        KeystileConfig config = keystile.config();
        KeystileConfig.CredentialSettings credentials = config.credentials();
        authenticator = keystile.authenticator();
        hidden = new HiddenHeaders(credentials.hide(), credentials.header());
        refusals = new Refusals(config.problemBaseUri(), new Challenges(credentials.realm(), credentials.basic()));
        cors = new Cors(config.corsOrigins(), credentials.header());
    }

    void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Passage earlier = Passage.of(request);
        Passage passage = earlier != null ? earlier : begin(request);
        DispatcherType type = request.getDispatcherType();
        boolean carries = type == DispatcherType.ERROR && passage.isErrorPage(ServletPaths.ofForward(request));
        Verdict verdict = carries ? carried(passage) : decide(type, request, passage, earlier);
        passage.decided(verdict);
        if (type != DispatcherType.INCLUDE) {
            annotate(request, response, passage);
        }
        if (verdict instanceof Verdict.Denied denied) {
            refuse(denied, type, passage, response);
        } else if (verdict == Verdict.Preflight.ANSWERED) {
            cors.answerPreflight(request, response);
        } else {
            if (verdict instanceof Verdict.Granted granted) {
                attach(granted, request, passage, response);
            }
            proceed(type, request, passage, response, chain);
        }
    }

    /** Tomcat calls a FORWARD from an error page ERROR too, so the path of the page is kept while it runs. */
    private void proceed(
            DispatcherType type,
            HttpServletRequest request,
            Passage passage,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        boolean entered = type == DispatcherType.ERROR && passage.enterErrorPage(ServletPaths.ofForward(request));
        try {
            chain.doFilter(wrapped(request, passage), response);
        } finally {
            if (entered) {
                passage.leaveErrorPage();
            }
        }
    }

    private Passage begin(HttpServletRequest request) {
        Passage passage = new Passage(request, requestIds.choose(request.getHeader(RequestIds.HEADER)));
        request.setAttribute(Passage.ATTRIBUTE, passage);
        return passage;
    }

    /** An exception in a decision is never a pass. */
    private Verdict decide(
            DispatcherType type, HttpServletRequest request, Passage passage, @Nullable Passage earlier) {
        try {
            if (earlier == null && type == DispatcherType.REQUEST) {
                return authenticator.decide(passage);
            }
            return decideAgain(type, request, passage);
        } catch (RuntimeException e) {
            LOG.error("The request {} could not be decided and is refused.", passage.requestId(), e);
            return Verdict.Denied.of(DenyReason.STORE_UNAVAILABLE);
        }
    }

    /** A dispatch by the application, or a second filter behind the first. */
    private Verdict decideAgain(DispatcherType type, HttpServletRequest request, Passage passage) {
        String target = switch (type) {
            case INCLUDE -> ServletPaths.ofInclude(request);
            case REQUEST -> ServletPaths.ofRequest(request);
            default -> ServletPaths.ofForward(request);
        };
        if (target == null) {
            return type == DispatcherType.INCLUDE ? carried(passage) : Verdict.Denied.of(DenyReason.AMBIGUOUS_PATH);
        }
        if (type != DispatcherType.REQUEST && ServletPaths.isSameResource(passage.decidedPath(), target)) {
            return carried(passage);
        }
        return authenticator.decideDispatch(passage, target, passage.granted());
    }

    private static Verdict carried(Passage passage) {
        Verdict.Granted granted = passage.granted();
        return granted != null ? granted : Verdict.Open.OPEN;
    }

    /** Headers for every answer. Again on each dispatch: an error page may have begun with a reset response. */
    private void annotate(HttpServletRequest request, HttpServletResponse response, Passage passage) {
        if (!response.containsHeader(RequestIds.HEADER)) {
            response.setHeader(RequestIds.HEADER, passage.requestId());
        }
        cors.expose(request, response);
    }

    private void refuse(Verdict.Denied denied, DispatcherType type, Passage passage, HttpServletResponse response)
            throws IOException, ServletException {
        if (type == DispatcherType.INCLUDE) {
            throw new ServletException("The included resource may not be shown to this request: "
                    + denied.reason().code() + " (request " + passage.requestId() + ")");
        }
        refusals.write(denied, passage, response);
    }

    private static void attach(
            Verdict.Granted granted, HttpServletRequest request, Passage passage, HttpServletResponse response) {
        if (granted.equals(passage.granted())) {
            return;
        }
        passage.grant(granted);
        Identity identity = granted.identity();
        request.setAttribute(ApiKeyAuthFilter.IDENTITY_ATTRIBUTE, identity);
        request.setAttribute(ApiKeyAuthFilter.ENVIRONMENT_ATTRIBUTE, identity.environment());
        if (!response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "private");
        }
    }

    private HttpServletRequest wrapped(HttpServletRequest request, Passage passage) {
        boolean alreadyWrapped =
                request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(AuthenticatedRequest.class);
        return alreadyWrapped ? request : new AuthenticatedRequest(request, hidden, passage);
    }
}
