package dev.keystile.spring.internal.web;

import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.policy.DenyReason;
import dev.keystile.spring.RequiresScope;
import dev.keystile.spring.RequiresSecretKey;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * What a method of a controller requires of the key of a request.
 *
 * @param identity whether there must be a key
 * @param secret whether the key must be secret
 * @param scopes the scopes that the key must have
 */
record KeyRequirement(boolean identity, boolean secret, Set<String> scopes) {

    /** The requirement of a method: of its annotations and arguments, and of the annotations of its class. */
    static KeyRequirement of(HandlerMethod handler) {
        Class<?> type = ClassUtils.getUserClass(handler.getBeanType());
        Set<String> scopes = new TreeSet<>();
        boolean secret = false;
        for (MergedAnnotations annotations : List.of(annotations(handler.getMethod()), annotations(type))) {
            annotations.stream(RequiresScope.class)
                    .forEach(each -> Collections.addAll(scopes, each.getStringArray("value")));
            secret |= annotations.isPresent(RequiresScope.class) || annotations.isPresent(RequiresSecretKey.class);
        }
        boolean argument = List.of(handler.getMethodParameters()).stream()
                .anyMatch(parameter -> IdentityArgumentResolver.isArgument(parameter) && !parameter.isOptional());
        return new KeyRequirement(secret || argument, secret, Set.copyOf(scopes));
    }

    /** Whether a method or a class has one of the annotations itself. */
    static boolean isAnnotated(AnnotatedElement element) {
        MergedAnnotations annotations = annotations(element);
        return annotations.isPresent(RequiresScope.class) || annotations.isPresent(RequiresSecretKey.class);
    }

    /** Also those of the methods and types that this one overrides or implements. */
    private static MergedAnnotations annotations(AnnotatedElement element) {
        return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY);
    }

    /** Why an identity does not meet the requirement; null if it does. */
    @Nullable
    DenyReason violation(@Nullable Identity known) {
        if (known == null) {
            return identity ? DenyReason.MISSING_KEY : null;
        }
        if (secret && known.type() != KeyType.SECRET) {
            return DenyReason.SECRET_KEY_REQUIRED;
        }
        return known.scopes().includesAll(scopes) ? null : DenyReason.INSUFFICIENT_SCOPE;
    }

    /** The method of a class, for a cache. */
    record Target(Class<?> type, Method method) {}
}
