package dev.keystile.demo.activity;

import dev.keystile.policy.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a request, in few words. */
public enum OutcomeGroup {
    /** It came through. */
    GRANTED("Granted"),
    /** 401: no key, or none that is good. */
    KEY("Key refused"),
    /** 403: a good key, but not for this. */
    ACCESS("Not allowed"),
    /** 400 and 405: no key could help. */
    REQUEST("Invalid request"),
    /** 503: nobody could tell. */
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
