package dev.keystile.assertion;

import dev.keystile.config.ConfigSection;
import dev.keystile.config.ConfigSectionReader;
import dev.keystile.yaml.YamlSection;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code assertion} in {@code keystile.yaml} and {@code gateway.yaml}. */
public final class AssertionSectionReader implements ConfigSectionReader {

    private static final String VERIFY = "verify";

    @Override
    public String name() {
        return AssertionSection.NAME;
    }

    @Override
    public @Nullable ConfigSection read(YamlSection section, Path directory, Set<String> others) {
        Set<String> known = new HashSet<>(others);
        known.add(VERIFY);
        section.allowOnly(known);
        if (!section.names().contains(VERIFY) && section.names().stream().anyMatch(others::contains)) {
            return null;
        }
        YamlSection verify = section.section(VERIFY);
        verify.allowOnly(List.of("jwks", "issuer", "audience"));
        return new AssertionSection(
                verify.requireText("jwks", AssertionSection.FORM).value(),
                verify.requireText("issuer", "what the gateway's assertion.issuer is")
                        .value(),
                verify.requireText("audience", "what the gateway's assertion.audience is")
                        .value(),
                directory);
    }
}
