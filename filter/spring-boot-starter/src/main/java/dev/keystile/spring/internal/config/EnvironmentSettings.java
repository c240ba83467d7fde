package dev.keystile.spring.internal.config;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Place;
import dev.keystile.setting.SettingGroup;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Reads the properties below {@code keystile}, by Spring's rules: names may be spelled in each of Spring's ways, the first
 * source of a property wins, a list is that of the first source which has any of it, and only Spring's placeholders are
 * replaced.
 */
final class EnvironmentSettings {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentSettings.class);
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("keystile");
    private static final Place ENVIRONMENT = new Place.Property("keystile");

    private final ConfigurableEnvironment environment;
    private final SettingNames names;
    private final Map<String, YamlText> values = new LinkedHashMap<>();
    private final Map<String, ConfigurationPropertySource> sourcesOfLists = new HashMap<>();

    private EnvironmentSettings(ConfigurableEnvironment environment, SettingGroup known) {
        this.environment = environment;
        this.names = new SettingNames(known);
    }

    /**
     * The settings, with the names of their declarations. An unknown name keeps its spelling; that of an environment variable
     * is logged and left out, since such a variable may be for something else.
     */
    static YamlSection read(ConfigurableEnvironment environment, SettingGroup known) {
        EnvironmentSettings settings = new EnvironmentSettings(environment, known);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                settings.add(iterable);
            }
        }
        return YamlSection.of(settings.values.values(), ENVIRONMENT);
    }

    private void add(IterableConfigurationPropertySource source) {
        boolean isVariables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
        List<ConfigurationPropertyName> below =
                source.stream().filter(PREFIX::isAncestorOf).toList();
        for (ConfigurationPropertyName property : below) {
            SettingName name = names.resolve(property, isVariables);
            if (name.isKnown() || !isVariables) {
                add(source, property, name);
            } else {
                LOG.warn(
                        "The environment variable for '{}' is not read: Keystile has no such setting{}",
                        property,
                        name.suggestion());
            }
        }
    }

    private void add(ConfigurationPropertySource source, ConfigurationPropertyName property, SettingName name) {
        ConfigurationProperty found = source.getConfigurationProperty(property);
        boolean isElsewhere =
                name.list() != null && sourcesOfLists.computeIfAbsent(name.list(), list -> source) != source;
        if (found == null || isElsewhere) {
            return;
        }
        Place place = PropertyPlace.of(found);
        String value = resolved(name.dotted(), String.valueOf(found.getValue()), place);
        for (YamlText text : texts(name, value, place)) {
            values.putIfAbsent(text.name(), text);
        }
    }

    private String resolved(String name, String value, Place place) {
        try {
            return environment.resolveRequiredPlaceholders(value);
        } catch (PlaceholderResolutionException e) {
            throw new ConfigException(
                    place,
                    name,
                    null,
                    name + " has the placeholder ${" + e.getPlaceholder() + "}, which has no value; set the property "
                            + e.getPlaceholder() + ", or write ${" + e.getPlaceholder() + ":default}",
                    null);
        }
    }

    /** A list on one line is separated by commas; an empty one is how Spring shows {@code []}. */
    private static List<YamlText> texts(SettingName name, String value, Place place) {
        if (!name.isWholeList()) {
            return List.of(new YamlText(name.dotted(), value, place));
        }
        if (value.isBlank()) {
            return List.of(new YamlText(name.dotted() + "[]", "", place));
        }
        List<YamlText> items = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            items.add(new YamlText(name.dotted() + "[" + items.size() + "]", item.strip(), place));
        }
        return items;
    }
}
