package dev.keystile.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.KeyRegistry.IssuedKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key that was just made, as it is printed; {@code replaces} is the id of the key that was rolled. */
record IssuedView(
        String id,
        String key,
        String type,
        String environment,
        String name,
        @Nullable Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String replaces) {

    static IssuedView of(IssuedKey issued, @Nullable String replaces) {
        KeyRecord key = issued.record();
        return new IssuedView(
                key.id(),
                issued.text(),
                key.type().label(),
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
        console.result(key);
        String end = expiresAt == null ? "" : ", until " + expiresAt;
        console.note(id + ": " + type + ", " + environment + end + ". The key is shown this once.");
    }

    /** The id; never the key. */
    @Override
    public String toString() {
        return "IssuedView[" + id + "]";
    }
}
