package dev.keystile.demo.api;

import dev.keystile.key.Account;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The API endpoints that tell a client whose key it has sent: {@code /project} and {@code /whoami}. */
public final class AccountEndpoints {

    private record ProjectView(String object, String id, String name, String environment, AccountName account) {}

    private record AccountName(String id, String name) {}

    private record AccountView(String id, String name, String plan) {}

    private record EnvironmentView(String id, String name, String projectId) {}

    private record IdentityView(
            String object,
            String keyId,
            String type,
            AccountView account,
            EnvironmentView environment,
            @Nullable Set<String> scopes,
            @Nullable String remoteUser,
            @Nullable String authType,
            @Nullable String principal,
            List<String> roles,
            boolean authorizationHidden) {}

    private AccountEndpoints() {}

    /** The project that the request's key belongs to, and its account. */
    public static ApiResponse project(HttpServletRequest request) {
        Identity identity = RequestIdentity.identity(request);
        Environment environment = identity.environment();
        Account account = identity.account();
        return ApiResponse.ok(new ProjectView(
                "project",
                identity.projectId(),
                environment.name(),
                environment.id(),
                new AccountName(account.id(), account.name())));
    }

    /** Everything that the filter has set on the request, except the account's metadata, which is the operator's own. */
    public static ApiResponse whoami(HttpServletRequest request) {
        Identity identity = RequestIdentity.identity(request);
        Environment environment = identity.environment();
        Account account = identity.account();
        return ApiResponse.ok(new IdentityView(
                "identity",
                identity.keyId(),
                identity.type().label(),
                new AccountView(account.id(), account.name(), account.plan()),
                new EnvironmentView(environment.id(), environment.name(), identity.projectId()),
                identity.scopes().isUnrestricted() ? null : identity.scopes().values(),
                request.getRemoteUser(),
                request.getAuthType(),
                request.getUserPrincipal().getName(),
                Stream.of("publishable", "secret", "environment:default", "environment:demo")
                        .filter(request::isUserInRole)
                        .toList(),
                request.getHeader("Authorization") == null));
    }
}
