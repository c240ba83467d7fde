package dev.keystile.servlet;

import dev.keystile.cache.CacheListener;
import dev.keystile.config.ConfigLoader;
import dev.keystile.config.Extensions;
import dev.keystile.config.Keystile;
import dev.keystile.decision.AuditLog;
import dev.keystile.decision.Decision;
import dev.keystile.key.Identity;
import dev.keystile.policy.Refusal;
import dev.keystile.setting.ConfigException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates requests by API key (Bearer, RFC 6750; Basic, RFC 7617), refuses the others with a
 * problem document (RFC 9457), and tells the application which environment a request belongs to.
 *
 * <p>From web.xml it takes the init-param {@code config}, the place of its YAML file:
 * {@code /WEB-INF/...}, {@code classpath:...} or a path; {@code /WEB-INF/keystile.yaml} where it is absent.
 * Every other init-param overrides one setting, such as {@code cache.fresh-for}.
 */
public final class ApiKeyAuthFilter implements Filter {

    /** The request attribute with the {@link dev.keystile.key.Account} of the key. */
    public static final String ACCOUNT_ATTRIBUTE = "dev.keystile.account";

    /** The request attribute that holds the {@link dev.keystile.key.Environment}. */
    public static final String ENVIRONMENT_ATTRIBUTE = "dev.keystile.environment";

    /** The request attribute that holds the {@link Identity}. */
    public static final String IDENTITY_ATTRIBUTE = "dev.keystile.identity";

    /** The context attribute that holds the {@link Keystile} at work. */
    public static final String KEYSTILE_ATTRIBUTE = "dev.keystile";

    private @Nullable Keystile keystile;
    private @Nullable RequestHandler handler;

    /** A filter that reads its configuration when the container initialises it. */
    public ApiKeyAuthFilter() {}

    /** A filter that decides by this configuration at work, and closes it when the filter is destroyed. */
    public ApiKeyAuthFilter(Keystile keystile) {
        use(keystile);
    }

    /**
     * A filter configured by a YAML file.
     *
     * @throws ConfigException if the file cannot be used; the message says why, and where
     */
    public static ApiKeyAuthFilter fromConfig(Path yaml) {
        return new ApiKeyAuthFilter(Keystile.open(ConfigLoader.load(yaml), audited()));
    }

    /** A filter configured in code. */
    public static FilterBuilder builder() {
        return new FilterBuilder();
    }

    /** Whose request it is; empty on a public route, and without a key on an optional or delegated one. */
    public static Optional<Identity> identity(ServletRequest request) {
        RequestState state = RequestState.of(request);
        return state == null ? Optional.empty() : Optional.ofNullable(state.identity());
    }

    /**
     * What was decided last about the request, refusals included, for access logs; empty where no filter has decided
     * about the request.
     */
    public static Optional<Decision> decision(ServletRequest request) {
        RequestState state = RequestState.of(request);
        return state == null ? Optional.empty() : Optional.ofNullable(state.decision());
    }

    /**
     * Refuses a request that the filter has let pass, for an application that checks more than the routes do. Writes the same
     * problem document as the filter; nothing if the response has begun already.
     *
     * @param refusal a built-in reason, or a refusal of a policy of this configuration
     * @param scopes the scopes that were needed; empty unless they are the reason
     */
    public static void refuse(
            Keystile keystile,
            HttpServletRequest request,
            HttpServletResponse response,
            Refusal refusal,
            Set<String> scopes)
            throws IOException {
        RequestState known = RequestState.of(request);
        RequestState state = known == null ? new RequestState(request) : known;
        Decision refused = keystile.authenticator().refuse(state, state.decision(), refusal, scopes);
        state.decided(refused);
        DecisionWriter.writeResponse(refused, request.getMethod(), response);
    }

    /** The configuration at work; empty before {@link #init}. */
    public Optional<Keystile> keystile() {
        return Optional.ofNullable(keystile);
    }

    private static Extensions audited() {
        return Extensions.listeners(new AuditLog(), CacheListener.NONE);
    }

    private void use(Keystile core) {
        keystile = core;
        handler = new RequestHandler(core);
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        try {
            if (keystile == null) {
                use(Keystile.open(InitParameters.load(config), audited()));
            } else {
                InitParameters.refuseAny(config);
            }
        } catch (ConfigException e) {
            throw new ServletException(e.getMessage(), e);
        }
        config.getServletContext().setAttribute(KEYSTILE_ATTRIBUTE, keystile);
        if (keystile != null) {
            ContextPathCheck.check(keystile.config(), config.getServletContext().getContextPath());
        }
        JettyUpgrades.moveBehind(config.getFilterName(), config.getServletContext());
        JettyHeaderCache.check(config.getServletContext());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestHandler initialised = handler;
        if (initialised == null
                || !(request instanceof HttpServletRequest httpRequest)
                || !(response instanceof HttpServletResponse httpResponse)) {
            throw new ServletException("ApiKeyAuthFilter lets only HTTP requests through, and only once initialised");
        }
        initialised.handle(httpRequest, httpResponse, chain);
    }

    @Override
    public void destroy() {
        if (keystile != null) {
            keystile.close();
        }
    }
}
