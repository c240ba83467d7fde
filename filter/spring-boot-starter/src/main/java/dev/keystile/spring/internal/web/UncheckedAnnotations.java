package dev.keystile.spring.internal.web;

import dev.keystile.spring.RequiresScope;
import dev.keystile.spring.RequiresSecretKey;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Stops the start-up if {@link RequiresScope} or {@link RequiresSecretKey} stands where nothing checks it: on a bean that is
 * no controller, or on a method that handles no requests.
 */
public final class UncheckedAnnotations implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beans;

    /** @param beans the beans of the application */
    public UncheckedAnnotations(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<Method> handlers = new HashSet<>();
        Set<Class<?>> controllers = new HashSet<>();
        for (RequestMappingHandlerMapping mapping :
                beans.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
            for (HandlerMethod handler : mapping.getHandlerMethods().values()) {
                handlers.add(handler.getMethod());
                controllers.add(ClassUtils.getUserClass(handler.getBeanType()));
            }
        }
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null && AnnotationUtils.isCandidateClass(type, RequiresScope.class)) {
                check(ClassUtils.getUserClass(type), handlers, controllers);
            }
        }
    }

    private static void check(Class<?> type, Set<Method> handlers, Set<Class<?>> controllers) {
        if (KeyRequirement.isAnnotated(type) && !controllers.contains(type)) {
            throw unchecked(type.getName());
        }
        MetadataLookup<Boolean> annotated = method -> KeyRequirement.isAnnotated(method) ? true : null;
        for (Method method : MethodIntrospector.selectMethods(type, annotated).keySet()) {
            if (!handlers.contains(method)) {
                throw unchecked(type.getName() + "." + method.getName());
            }
        }
    }

    private static IllegalStateException unchecked(String where) {
        return new IllegalStateException("@RequiresScope or @RequiresSecretKey on " + where
                + " would not be checked; they belong on controllers and on methods that handle requests");
    }
}
