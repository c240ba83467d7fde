package dev.keystile.spring.test;

import dev.keystile.key.Account;
import dev.keystile.key.KeyType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** Sends a new key with a request of {@code MockMvc}. Immutable: each method returns another object. */
public final class ApiKeyRequestPostProcessor implements RequestPostProcessor {

    static final ApiKeyRequestPostProcessor DEFAULT =
            new ApiKeyRequestPostProcessor(KeyType.SECRET, Account.DEFAULT_ID, "default", List.of());

    private final KeyType type;
    private final String account;
    private final String environment;
    private final List<String> scopes;

    private ApiKeyRequestPostProcessor(KeyType type, String account, String environment, List<String> scopes) {
        this.type = type;
        this.account = account;
        this.environment = environment;
        this.scopes = scopes;
    }

    /** A secret key. */
    public ApiKeyRequestPostProcessor secret() {
        return new ApiKeyRequestPostProcessor(KeyType.SECRET, account, environment, scopes);
    }

    /** A publishable key, which has no scopes. */
    public ApiKeyRequestPostProcessor publishable() {
        return new ApiKeyRequestPostProcessor(KeyType.PUBLISHABLE, account, environment, List.of());
    }

    /** A key of this account. */
    public ApiKeyRequestPostProcessor account(String id) {
        return new ApiKeyRequestPostProcessor(type, id, environment, scopes);
    }

    /** A key in this environment. */
    public ApiKeyRequestPostProcessor environment(String id) {
        return new ApiKeyRequestPostProcessor(type, account, id, scopes);
    }

    /** A secret key with these scopes alone. */
    public ApiKeyRequestPostProcessor scopes(String... values) {
        return new ApiKeyRequestPostProcessor(KeyType.SECRET, account, environment, List.of(values));
    }

    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        @Nullable
        WebApplicationContext context =
                WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
        TestKeys keys =
                context == null ? null : context.getBeanProvider(TestKeys.class).getIfUnique();
        if (keys == null) {
            throw new IllegalStateException("apiKey() finds no TestKeys; put @EnableTestKeys on the test class");
        }
        String key = type == KeyType.SECRET
                ? keys.secret(account, environment, scopes.toArray(String[]::new))
                : keys.publishable(account, environment);
        request.addHeader("Authorization", "Bearer " + key);
        return request;
    }
}
