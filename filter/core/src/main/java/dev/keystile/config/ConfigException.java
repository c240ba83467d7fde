package dev.keystile.config;

/** A start-up error: its message names the setting, the value, the file and line, and what would be right. */
public class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for people, on one line */
    public ConfigException(String message) {
        super(message);
    }

    /** @param message for people, on one line */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
