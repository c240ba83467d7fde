package dev.keystile.reply;

import dev.keystile.credential.HttpToken;
import dev.keystile.key.Origin;
import dev.keystile.key.Redaction;
import dev.keystile.request.RequestView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The CORS fields of responses, for the listed origins (Fetch Standard, section 3.2). */
final class Cors {

    private static final Field VARY_ORIGIN = Field.add("Vary", "Origin");

    private final @Nullable Set<String> origins;
    private final String allowedHeaders;

    /**
     * @param origins null if cross-origin calls are left to the application
     * @param headers the names of the fields that hold only a key
     */
    Cors(@Nullable Set<Origin> origins, List<String> headers) {
        this.origins =
                origins == null ? null : origins.stream().map(Origin::text).collect(Collectors.toUnmodifiableSet());
        List<String> allowed = new ArrayList<>(List.of("Authorization", "Content-Type"));
        allowed.addAll(headers);
        this.allowedHeaders = String.join(", ", allowed);
    }

    /** Whether responses have any of these fields. */
    boolean isOn() {
        return origins != null;
    }

    /** Lets code of a listed origin read the response. */
    List<Field> expose(RequestView request) {
        if (origins == null) {
            return List.of();
        }
        String origin = request.only("Origin");
        if (origin == null || !origins.contains(origin)) {
            return List.of(VARY_ORIGIN);
        }
        return List.of(
                VARY_ORIGIN,
                Field.set("Access-Control-Allow-Origin", origin),
                Field.set(
                        "Access-Control-Expose-Headers",
                        RequestIds.HEADER + ", WWW-Authenticate, Retry-After, " + ResponseFields.ERROR));
    }

    /** The response to a preflight, in the application's place. */
    List<Field> preflight(RequestView request) {
        List<Field> exposed = expose(request);
        List<Field> fields = new ArrayList<>(exposed);
        fields.add(Field.add("Vary", "Access-Control-Request-Method"));
        if (exposed.size() > 1) {
            String method = request.first("Access-Control-Request-Method");
            if (method != null && HttpToken.isToken(method) && !Redaction.mayHoldKey(method)) {
                fields.add(Field.set("Access-Control-Allow-Methods", method));
            }
            fields.add(Field.set("Access-Control-Allow-Headers", allowedHeaders));
            fields.add(Field.set("Access-Control-Max-Age", "600"));
        }
        return List.copyOf(fields);
    }
}
