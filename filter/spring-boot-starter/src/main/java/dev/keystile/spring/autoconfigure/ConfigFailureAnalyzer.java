package dev.keystile.spring.autoconfigure;

import dev.keystile.setting.ConfigException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a wrong setting as a few lines in place of a stack trace. */
final class ConfigFailureAnalyzer extends AbstractFailureAnalyzer<ConfigException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigException cause) {
        String setting =
                cause.setting().map(name -> "\n\n    Setting: keystile." + name).orElse("");
        String place = cause.place().map(where -> "\n    Place: " + where).orElse("");
        return new FailureAnalysis(
                "Keystile cannot start: " + cause.problem() + "." + setting + place,
                "Correct the setting, and start the application again.",
                cause);
    }
}
