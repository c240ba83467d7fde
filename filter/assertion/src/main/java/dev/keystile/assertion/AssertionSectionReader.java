package dev.keystile.assertion;

import dev.keystile.config.ConfigSection;
import dev.keystile.config.ConfigSectionReader;
import dev.keystile.config.ConfigValues;
import dev.keystile.setting.SettingGroup;
import org.jspecify.annotations.Nullable;

/** Reads {@code assertion.verify} in {@code keystile.yaml} and {@code gateway.yaml}. */
public final class AssertionSectionReader implements ConfigSectionReader {

    @Override
    public SettingGroup settings() {
        return AssertionSection.SETTINGS;
    }

    @Override
    public @Nullable ConfigSection read(ConfigValues values) {
        if (!values.has(AssertionSection.VERIFY) && !values.isEmpty()) {
            return null;
        }
        ConfigValues verify = values.group(AssertionSection.VERIFY);
        return new AssertionSection(
                verify.get(AssertionSection.JWKS),
                verify.get(AssertionSection.ISSUER),
                verify.get(AssertionSection.AUDIENCE),
                values.directory());
    }
}
