package dev.keystile.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keystile.admin.IssuedKey;
import dev.keystile.key.ApiKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that was just made, as it is printed.
 *
 * @param key its text; null if it is in a file
 * @param keyFile the file that the text is in; null if the text is printed
 * @param replaces the id of the key that was rolled; null if none was
 */
record IssuedView(
        String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String keyFile,
        String type,
        String account,
        String environment,
        String name,
        @Nullable Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String replaces) {

    static IssuedView of(IssuedKey issued, @Nullable String replaces) {
        return of(issued.record(), issued.key(), null, replaces);
    }

    static IssuedView inFile(IssuedKey issued, String file, @Nullable String replaces) {
        return of(issued.record(), null, file, replaces);
    }

    private static IssuedView of(ApiKey key, @Nullable String text, @Nullable String file, @Nullable String replaces) {
        return new IssuedView(
                key.id(),
                text,
                file,
                key.type().label(),
                key.account().id(),
                key.environment().id(),
                key.name(),
                key.expiresAt(),
                replaces);
    }

    void print(Console console) {
        if (console.isJson()) {
            console.json(this);
            return;
        }
        if (key != null) {
            console.result(key);
        }
        String end = expiresAt == null ? "" : ", until " + expiresAt;
        console.note(id + ": " + type + ", " + environment + end + ". "
                + (keyFile == null ? "The key is shown this once." : "The key is in " + keyFile + "."));
    }

    /** The id; never the key. */
    @Override
    public String toString() {
        return "IssuedView[" + id + "]";
    }
}
