package dev.keystile.assertion;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.keystile.key.Account;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.key.Scopes;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims of an assertion beside the registered claims (RFC 7519, section 4.1; {@code scope} of RFC 8693, 4.2). */
final class Claims {

    static final String ACCOUNT = "account";
    static final String ACCOUNT_NAME = "account_name";
    static final String PLAN = "plan";
    static final String ENVIRONMENT = "env";
    static final String ENVIRONMENT_NAME = "env_name";
    static final String PROJECT = "project_id";
    static final String KEY_TYPE = "key_type";
    static final String SCOPE = "scope";

    private Claims() {}

    /** @throws IllegalArgumentException if a claim is missing or wrong */
    static Identity identity(JWTClaimsSet claims) throws ParseException {
        String environment = require(claims.getStringClaim(ENVIRONMENT));
        String name = claims.getStringClaim(ENVIRONMENT_NAME);
        return new Identity(
                require(claims.getSubject()),
                KeyType.ofLabel(require(claims.getStringClaim(KEY_TYPE))).orElseThrow(IllegalArgumentException::new),
                account(claims),
                new Environment(environment, name == null ? environment : name),
                require(claims.getStringClaim(PROJECT)),
                scopes(claims.getStringClaim(SCOPE)),
                Map.of());
    }

    private static Account account(JWTClaimsSet claims) throws ParseException {
        String id = require(claims.getStringClaim(ACCOUNT));
        String name = claims.getStringClaim(ACCOUNT_NAME);
        String plan = claims.getStringClaim(PLAN);
        return Account.of(id, name == null ? id : name, plan == null ? "" : plan);
    }

    private static Scopes scopes(@Nullable String scope) {
        if (scope == null) {
            return Scopes.all();
        }
        return Scopes.of(scope.isEmpty() ? List.of() : List.of(scope.split(" ", -1)));
    }

    private static String require(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("a claim is missing");
        }
        return value;
    }
}
