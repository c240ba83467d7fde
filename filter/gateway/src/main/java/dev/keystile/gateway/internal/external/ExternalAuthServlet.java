package dev.keystile.gateway.internal.external;

import dev.keystile.config.Keystile;
import dev.keystile.decision.Decision;
import dev.keystile.gateway.internal.identity.IdentityHeaders;
import dev.keystile.gateway.internal.log.RequestDecision;
import dev.keystile.reply.RequestIds;
import dev.keystile.request.TrustedProxies;
import dev.keystile.servlet.ApiKeyAuthFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint at which other proxies check requests: responds with 200 and the identity, or with a refusal. To be
 * mapped to a path and all paths below, and not behind {@link ApiKeyAuthFilter}, which would decide about the request
 * of the proxy.
 */
public final class ExternalAuthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ExternalAuthServlet.class);

    private final transient Style style;
    private final transient Keystile keystile;
    private final transient TrustedProxies proxies;
    private final transient AllowResponse allow;
    private final transient RefuseResponse refuse;
    private final transient RequestIds requestIds = new RequestIds();

    /**
     * An endpoint for proxies of one style.
     *
     * @param keystile makes the decisions; closed by the caller
     * @param proxies the proxies that may use the endpoint
     * @param identity the header fields with the identity, for the application
     */
    public ExternalAuthServlet(Style style, Keystile keystile, TrustedProxies proxies, IdentityHeaders identity) {
        this.style = style;
        this.keystile = keystile;
        this.proxies = proxies;
        this.allow = new AllowResponse(style, identity, keystile.hiddenFields());
        this.refuse = new RefuseResponse(style);
    }

    /** Handles every method; a body is not read. If the decision fails, the request does not pass. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        try {
            respond(request, response);
        } catch (ServletException | RuntimeException e) {
            String requestId = requestId(request, response);
            LOG.error("Whether the request {} may pass could not be decided, and the request does not.", requestId, e);
            response.reset();
            refuse(EndpointProblem.INTERNAL_ERROR, requestId, response);
        }
    }

    private void respond(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (!proxies.trust(String.valueOf(request.getRemoteAddr()))) {
            refuse(EndpointProblem.UNTRUSTED_PROXY, requestId(request, response), response);
            return;
        }
        OriginalRequest original = OriginalRequest.read(style, request);
        if (original == null) {
            refuse(EndpointProblem.BAD_ORIGINAL_REQUEST, requestId(request, response), response);
            return;
        }
        request.setAttribute(OriginalRequest.ATTRIBUTE, original);
        if (ApiKeyAuthFilter.decision(request).isPresent()) {
            throw new ServletException("The endpoint must not be behind the filter, which decided about the proxy.");
        }
        OriginalRequestView view = new OriginalRequestView(original, request);
        Decision decision = keystile.decide(view).await();
        RequestDecision.set(request, decision);
        if (decision.passes()) {
            allow.write(decision, view, response);
        } else {
            refuse.write(decision, view.method(), response);
        }
    }

    private void refuse(EndpointProblem problem, String requestId, HttpServletResponse response) throws IOException {
        refuse.write(problem.document(keystile.config().problemBaseUri()), requestId, response);
    }

    /** The id of the request: that of the decision, if there is one. */
    private String requestId(HttpServletRequest request, HttpServletResponse response) {
        String given = response.getHeader(RequestIds.HEADER);
        if (given != null) {
            return given;
        }
        String sent = request.getHeader(RequestIds.HEADER);
        boolean holdsKey = sent != null && keystile.presentedTexts().areIn(sent, request::getHeaders);
        return requestIds.choose(holdsKey ? null : sent).value();
    }
}
