package dev.keystile.config;

import dev.keystile.yaml.YamlText;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces placeholders such as <code>${NAME:default}</code> by system properties and environment variables. */
final class Placeholders implements UnaryOperator<YamlText> {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?:([A-Za-z_][A-Za-z0-9_.-]*)(:[^}]*)?\\})?");

    private final Variables variables;

    /** Looks the value of a variable up. */
    interface Variables {
        @Nullable
        String get(String name);
    }

    Placeholders(Variables variables) {
        this.variables = variables;
    }

    /** The system properties, and for other names the environment variables, of this process. */
    static Placeholders ofProcess() {
        return new Placeholders(name -> {
            String property = System.getProperty(name);
            return property == null ? System.getenv(name) : property;
        });
    }

    @Override
    public YamlText apply(YamlText text) {
        Matcher matcher = PLACEHOLDER.matcher(text.value());
        StringBuilder expanded = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(value(text, matcher)));
        }
        return text.with(matcher.appendTail(expanded).toString());
    }

    private String value(YamlText text, Matcher placeholder) {
        String name = placeholder.group(1);
        if (name == null) {
            throw text.refused("has an incomplete placeholder; it must be ${NAME} or ${NAME:default}");
        }
        String value = variables.get(name);
        if (value != null) {
            return value;
        }
        String fallback = placeholder.group(2);
        if (fallback == null) {
            throw text.refused("needs the environment variable or system property " + name
                    + ", which is not set; set it, or write ${" + name + ":default}");
        }
        return fallback.substring(1);
    }
}
