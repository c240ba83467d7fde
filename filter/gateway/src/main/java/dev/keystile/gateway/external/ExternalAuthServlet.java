package dev.keystile.gateway.external;

import dev.keystile.config.Keystile;
import dev.keystile.config.KeystileConfig;
import dev.keystile.gateway.identity.IdentityHeaders;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.servlet.RequestIds;
import dev.keystile.verdict.TrustedProxies;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers proxies that ask whether a request may pass: 200 with who it is, or the filter's refusal. To be mapped to
 * a path and everything below it, not behind the filter, which it calls itself with the request in question.
 */
public final class ExternalAuthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ExternalAuthServlet.class);

    private final transient Style style;
    private final transient ApiKeyAuthFilter filter;
    private final transient TrustedProxies proxies;
    private final transient AllowResponse passed;
    private final transient String problemBaseUri;
    private final transient RequestIds requestIds = new RequestIds();

    /**
     * An endpoint for proxies of one style.
     *
     * @param filter decides; belongs to somebody else
     * @param proxies who may ask
     * @param identity what the application is told of a key
     * @throws IllegalArgumentException if the filter has no configuration yet
     */
    public ExternalAuthServlet(Style style, ApiKeyAuthFilter filter, TrustedProxies proxies, IdentityHeaders identity) {
        KeystileConfig config = filter.keystile()
                .map(Keystile::config)
                .orElseThrow(() -> new IllegalArgumentException("The filter has no configuration yet."));
        this.style = style;
        this.filter = filter;
        this.proxies = proxies;
        this.passed = new AllowResponse(style, identity, credentialFields(config));
        this.problemBaseUri = config.problemBaseUri();
    }

    private static List<String> credentialFields(KeystileConfig config) {
        String extra = config.credentials().header();
        return extra == null ? List.of("Authorization") : List.of("Authorization", extra);
    }

    /** Any method, with or without a body, which is left unread. What nobody decides does not pass. */
    @Override
    protected void service(HttpServletRequest question, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        AuthResponse answer = new AuthResponse(response, style, question);
        try {
            answer(question, answer);
        } catch (ServletException | RuntimeException e) {
            String requestId = requestId(question, answer);
            LOG.error("Whether the request {} may pass could not be decided, and it does not.", requestId, e);
            answer.reset();
            EndpointProblem.INTERNAL_ERROR.write(problemBaseUri, requestId, answer);
        }
        answer.finish();
    }

    /** That which the filter has given it, if it has been asked. */
    private String requestId(HttpServletRequest question, AuthResponse answer) {
        String given = answer.getHeader(RequestIds.HEADER);
        return given == null ? requestIds.choose(question.getHeader(RequestIds.HEADER)) : given;
    }

    private void answer(HttpServletRequest question, AuthResponse answer) throws IOException, ServletException {
        if (!proxies.trust(String.valueOf(question.getRemoteAddr()))) {
            EndpointProblem.UNTRUSTED_PROXY.write(problemBaseUri, requestId(question, answer), answer);
            return;
        }
        OriginalRequest original = OriginalRequest.read(style, question);
        if (original == null) {
            EndpointProblem.BAD_ORIGINAL_REQUEST.write(problemBaseUri, requestId(question, answer), answer);
            return;
        }
        question.setAttribute(OriginalRequest.ATTRIBUTE, original);
        if (ApiKeyAuthFilter.verdict(question).isPresent()) {
            throw new ServletException("The endpoint must not be behind the filter, which decided about the question.");
        }
        HttpServletRequest asked = new AuthRequest(question, original);
        filter.doFilter(asked, answer, (shown, same) -> passed.write(asked, (HttpServletRequest) shown, answer));
    }
}
