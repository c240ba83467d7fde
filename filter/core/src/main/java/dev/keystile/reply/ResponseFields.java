package dev.keystile.reply;

import dev.keystile.credential.CredentialFields;
import dev.keystile.key.Origin;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.Refusal;
import dev.keystile.request.RequestView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that a response gets because of a decision, besides {@code X-Request-ID}. Safe for use by many
 * threads at once.
 */
public final class ResponseFields {

    /** The field that holds the code of a refusal, for clients that lose the body of a 401. */
    public static final String ERROR = "X-Keystile-Error";

    private static final Field PRIVATE = new Field("Cache-Control", "private", Field.Mode.DEFAULT);
    private static final Field NO_STORE = Field.set("Cache-Control", "no-store");
    private static final Field RETRY_AFTER = Field.set("Retry-After", "1");
    private static final Field ALLOW = Field.set("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    private static final List<Field> OF_IDENTITY = List.of(PRIVATE);

    private final Challenges challenges;
    private final Cors cors;
    private final @Nullable String requiredHeader;
    private final boolean otherFormats;

    /**
     * The fields of one configuration.
     *
     * @param realm the realm of challenges
     * @param credentials the fields in which a request may have a key
     * @param corsOrigins the origins whose code may call; null to leave cross-origin calls to the application
     */
    public ResponseFields(String realm, CredentialFields credentials, @Nullable Set<Origin> corsOrigins) {
        this.challenges = new Challenges(realm, credentials);
        this.cors = new Cors(corsOrigins, credentials.headers());
        requiredHeader = credentials.requiredHeader();
        otherFormats = credentials.otherFormats();
    }

    /** The detail of a refusal, which names the field for keys if that is not the Authorization field. */
    public String detail(Refusal refusal) {
        if (refusal == DenyReason.MISSING_KEY && requiredHeader != null) {
            return "Send your API key as \"" + requiredHeader + ": <key>\".";
        }
        if (refusal == DenyReason.MALFORMED_KEY && otherFormats) {
            return "This is not a whole API key: copy it again, from its first to its last character.";
        }
        return refusal.detail();
    }

    /** For a request that passes without an identity. */
    public List<Field> ofOpen(RequestView request) {
        return cors.expose(request);
    }

    /** For a request that passes with an identity, so that no shared cache gives the response to another client. */
    public List<Field> ofGranted(RequestView request) {
        if (!cors.isOn()) {
            return OF_IDENTITY;
        }
        List<Field> fields = new ArrayList<>(cors.expose(request));
        fields.add(PRIVATE);
        return List.copyOf(fields);
    }

    /** For the response to a preflight, which is written in place of the application. */
    public List<Field> ofPreflight(RequestView request) {
        return cors.preflight(request);
    }

    /** For requests that are refused. */
    public RefusalFields ofRefusal(Refusal refusal) {
        return ofRefusal(refusal, "");
    }

    /**
     * For requests that are refused.
     *
     * @param scopes the scopes that were needed, separated by spaces; empty unless they are the reason
     */
    public RefusalFields ofRefusal(Refusal refusal, String scopes) {
        return new RefusalFields(fields(refusal, scopes, true), fields(refusal, scopes, false), cors);
    }

    private List<Field> fields(Refusal refusal, String scopes, boolean browser) {
        List<Field> fields = new ArrayList<>(List.of(NO_STORE, Field.set(ERROR, refusal.code())));
        fields.addAll(challenges.of(refusal, scopes, browser));
        if (refusal == DenyReason.STORE_UNAVAILABLE) {
            fields.add(RETRY_AFTER);
        } else if (refusal == DenyReason.METHOD_NOT_ALLOWED) {
            fields.add(ALLOW);
        }
        return List.copyOf(fields);
    }
}
