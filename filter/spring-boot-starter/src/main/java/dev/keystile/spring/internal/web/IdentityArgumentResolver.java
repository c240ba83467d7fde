package dev.keystile.spring.internal.web;

import dev.keystile.key.Account;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import dev.keystile.servlet.ApiKeyAuthFilter;
import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a method of a controller the {@link Identity}, the {@link Account} or the {@link Environment} of a request. An
 * argument that is {@link Optional} or nullable may be absent. An argument with an annotation of Spring that says where its
 * value comes from, such as {@code @AuthenticationPrincipal}, is left to others.
 */
public final class IdentityArgumentResolver implements HandlerMethodArgumentResolver {

    private static final Set<Class<?>> TYPES = Set.of(Identity.class, Account.class, Environment.class);
    private static final List<String> SOURCES =
            List.of("org.springframework.web.bind.annotation.", "org.springframework.security.core.annotation.");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return isArgument(parameter);
    }

    static boolean isArgument(MethodParameter parameter) {
        return TYPES.contains(type(parameter)) && !hasOtherSource(parameter);
    }

    /** Annotations that name no source count for nothing: for {@code @Nullable}, Spring would bind what the client sends. */
    private static boolean hasOtherSource(MethodParameter parameter) {
        return MergedAnnotations.from(parameter.getParameterAnnotations()).stream()
                .map(annotation -> annotation.getType().getName())
                .anyMatch(name -> SOURCES.stream().anyMatch(name::startsWith));
    }

    private static Class<?> type(MethodParameter parameter) {
        return parameter.nestedIfOptional().getNestedParameterType();
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        ServletRequest servletRequest = request.getNativeRequest(ServletRequest.class);
        Optional<Identity> identity =
                servletRequest == null ? Optional.empty() : ApiKeyAuthFilter.identity(servletRequest);
        Optional<?> value = identity.map(known -> value(known, type(parameter)));
        if (parameter.getParameterType() == Optional.class) {
            return value;
        }
        if (value.isEmpty() && !parameter.isOptional()) {
            throw new IllegalStateException("a request without a key came to " + parameter.getExecutable()
                    + ", which needs its " + type(parameter).getSimpleName());
        }
        return value.orElse(null);
    }

    private static Object value(Identity identity, Class<?> type) {
        if (type == Account.class) {
            return identity.account();
        }
        return type == Environment.class ? identity.environment() : identity;
    }
}
