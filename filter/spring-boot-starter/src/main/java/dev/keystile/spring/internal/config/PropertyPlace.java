package dev.keystile.spring.internal.config;

import dev.keystile.setting.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;

/** Finds the place of a property: file and line, or the source as Spring names it. */
final class PropertyPlace {

    private PropertyPlace() {}

    static Place of(ConfigurationProperty property) {
        Origin origin = property.getOrigin();
        Origin innermost = origin instanceof PropertySourceOrigin wrapper && wrapper.getOrigin() != null
                ? wrapper.getOrigin()
                : origin;
        Place line = innermost instanceof TextResourceOrigin text ? line(text) : null;
        return line != null ? line : new Place.Property(String.valueOf(origin));
    }

    private static @Nullable Place line(TextResourceOrigin origin) {
        if (origin.getResource() == null || origin.getLocation() == null) {
            return null;
        }
        String file = origin.getResource().getFilename();
        return new Place.InFile(
                file == null ? origin.getResource().getDescription() : file,
                origin.getLocation().getLine() + 1,
                origin.getLocation().getColumn() + 1);
    }
}
