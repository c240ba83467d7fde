package dev.keystile.demo.activity;

import dev.keystile.policy.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A group of outcomes of requests, for charts. */
public enum OutcomeGroup {
    /** The request passed. */
    GRANTED("Granted"),
    /** 401: no key, or a key that is not valid. */
    KEY("Key refused"),
    /** 403: a valid key that may not be used for this request. */
    ACCESS("Not allowed"),
    /** 400 and 405: wrong requests, with any key. */
    REQUEST("Invalid request"),
    /** 503: the key could not be checked. */
    UNAVAILABLE("Unavailable");

    private final String label;

    OutcomeGroup(String label) {
        this.label = label;
    }

    /** The group of a reason; null stands for no refusal. */
    public static OutcomeGroup of(@Nullable Refusal reason) {
        return reason == null
                ? GRANTED
                : switch (reason.status()) {
                    case 401 -> KEY;
                    case 403 -> ACCESS;
                    case 503 -> UNAVAILABLE;
                    default -> REQUEST;
                };
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** For style sheets. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
