package dev.keystile.spring.internal.security;

import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.route.Route;
import dev.keystile.spring.ApiKeyAuthentication;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Makes the {@link ApiKeyAuthentication} of an identity. */
public final class KeyAuthorities {

    private final Set<String> known = new TreeSet<>();

    /** @param routes whose scopes a key without a list of scopes has */
    public KeyAuthorities(List<Route> routes) {
        routes.forEach(route -> known.addAll(route.scopes()));
    }

    /** The authentication of an identity. */
    public ApiKeyAuthentication authentication(Identity identity) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        authorities.add(
                new SimpleGrantedAuthority("KEY_" + identity.type().label().toUpperCase(Locale.ROOT)));
        authorities.add(new SimpleGrantedAuthority(
                "ENVIRONMENT_" + identity.environment().id()));
        if (identity.type() == KeyType.SECRET) {
            Collection<String> scopes = identity.scopes().isUnrestricted()
                    ? known
                    : identity.scopes().values();
            scopes.forEach(scope -> authorities.add(new SimpleGrantedAuthority("SCOPE_" + scope)));
        }
        return new ApiKeyAuthentication(identity, authorities);
    }
}
