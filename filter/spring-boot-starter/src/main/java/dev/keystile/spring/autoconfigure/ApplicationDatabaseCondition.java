package dev.keystile.spring.autoconfigure;

import dev.keystile.setting.ConfigException;
import dev.keystile.spring.internal.config.SpringConfigLoader;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether keys are in the database of the application. */
final class ApplicationDatabaseCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean matches =
                context.getEnvironment() instanceof ConfigurableEnvironment environment && matches(environment);
        return new ConditionOutcome(
                matches, ConditionMessage.of("keystile.store is " + (matches ? "" : "not ") + "the application's own"));
    }

    /** A wrong setting is no match here: it stops the start later, with its message. */
    private static boolean matches(ConfigurableEnvironment environment) {
        try {
            return SpringConfigLoader.load(environment).isInApplicationDatabase();
        } catch (ConfigException e) {
            return false;
        }
    }
}
