package dev.keystile.gateway.identity;

import dev.keystile.assertion.AssertionSigner;
import dev.keystile.key.Identity;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The header fields that tell a service behind the gateway who a request comes from. */
public final class IdentityHeaders {

    /** The id of the environment. */
    public static final String ENVIRONMENT = "X-Keystile-Environment";

    /** The Project ID of the environment. */
    public static final String PROJECT = "X-Keystile-Project";

    /** The id of the key. */
    public static final String KEY_ID = "X-Keystile-Key-Id";

    /** {@code publishable} or {@code secret}. */
    public static final String KEY_TYPE = "X-Keystile-Key-Type";

    /** All of it, signed. */
    public static final String ASSERTION = AssertionSigner.HEADER;

    /** All five. */
    public static final List<String> NAMES = List.of(ENVIRONMENT, PROJECT, KEY_ID, KEY_TYPE, ASSERTION);

    private final @Nullable AssertionSigner signer;

    /** @param signer makes the assertions; null for none */
    public IdentityHeaders(@Nullable AssertionSigner signer) {
        this.signer = signer;
    }

    /** Says who it is; of the five fields the assertion is left out where nothing signs. */
    public void describe(Identity identity, BiConsumer<String, String> fields) {
        fields.accept(ENVIRONMENT, identity.environment().id());
        fields.accept(PROJECT, identity.environment().projectId());
        fields.accept(KEY_ID, identity.keyId());
        fields.accept(KEY_TYPE, identity.type().label());
        if (signer != null) {
            fields.accept(ASSERTION, signer.sign(identity));
        }
    }
}
