package dev.keystile.config;

import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads single values of a type, with what holds where they are not there. */
final class Values {

    private Values() {}

    static Duration duration(YamlSection section, String name, Duration defaultValue) {
        YamlText text = section.text(name);
        return text == null ? defaultValue : DurationText.parse(text);
    }

    static int count(YamlSection section, String name, int defaultValue) {
        YamlText text = checked(section, name, value -> value.matches("[0-9]{1,9}"), "a whole number below 1000000000");
        return text == null ? defaultValue : Integer.parseInt(text.value());
    }

    static boolean flag(YamlSection section, String name, boolean defaultValue) {
        YamlText text = checked(section, name, value -> value.equals("true") || value.equals("false"), "true or false");
        return text == null ? defaultValue : text.value().equals("true");
    }

    static @Nullable YamlText checked(YamlSection section, String name, Predicate<String> check, String form) {
        YamlText text = section.text(name);
        return text == null ? null : checked(text, check, form);
    }

    static YamlText checked(YamlText text, Predicate<String> check, String form) {
        if (!check.test(text.value())) {
            throw text.wrong(form);
        }
        return text;
    }
}
