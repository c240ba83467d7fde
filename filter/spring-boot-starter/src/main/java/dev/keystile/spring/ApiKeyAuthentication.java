package dev.keystile.spring;

import dev.keystile.key.Identity;
import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/**
 * The identity of a key in Spring Security, in place of a user. Authorities are {@code SCOPE_} with each scope,
 * {@code KEY_SECRET} or {@code KEY_PUBLISHABLE}, and {@code ENVIRONMENT_} with the id of the environment. A secret key for
 * which no list of scopes was set has all scopes: its authorities are those of all scopes that routes name.
 *
 * <pre>{@code
 * @PreAuthorize("hasAuthority('SCOPE_orders:read')")
 * List<Order> orders(@AuthenticationPrincipal Identity identity) { ... }
 * }</pre>
 *
 * <p>Never kept in a session, and holds no key.
 */
public final class ApiKeyAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Identity identity;

    /** The authentication of an identity. */
    public ApiKeyAuthentication(Identity identity, Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.identity = identity;
        super.setAuthenticated(true);
    }

    @Override
    public Identity getPrincipal() {
        return identity;
    }

    /** Nothing: the key is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
