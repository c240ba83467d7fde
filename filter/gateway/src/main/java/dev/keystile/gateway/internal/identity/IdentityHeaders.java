package dev.keystile.gateway.internal.identity;

import dev.keystile.assertion.AssertionSigner;
import dev.keystile.key.Identity;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sets the header fields that tell a service behind the gateway whose request it gets. Safe for use by many threads. */
public final class IdentityHeaders {

    /** The id of the account. */
    public static final String ACCOUNT = "X-Keystile-Account";

    /** The id of the environment. */
    public static final String ENVIRONMENT = "X-Keystile-Environment";

    /** The Project ID of the account in the environment. */
    public static final String PROJECT = "X-Keystile-Project";

    /** The id of the key. */
    public static final String KEY_ID = "X-Keystile-Key-Id";

    /** {@code publishable} or {@code secret}. */
    public static final String KEY_TYPE = "X-Keystile-Key-Type";

    /** The signed assertion of the identity. */
    public static final String ASSERTION = AssertionSigner.HEADER;

    /** The names of all six fields. */
    public static final List<String> NAMES = List.of(ACCOUNT, ENVIRONMENT, PROJECT, KEY_ID, KEY_TYPE, ASSERTION);

    private final @Nullable AssertionSigner signer;

    /**
     * The fields, with or without an assertion.
     *
     * @param signer signs the assertions; null for no assertion
     */
    public IdentityHeaders(@Nullable AssertionSigner signer) {
        this.signer = signer;
    }

    /**
     * Passes the name and value of each of the six fields to a consumer. The value of a field that has nothing to say is
     * empty, so that no service takes a field of somebody else for the gateway's.
     *
     * @param identity whose request it is; null for a request without a key, whose fields are all empty
     * @param fields sets a field of the request to the service
     */
    public void describe(@Nullable Identity identity, BiConsumer<String, String> fields) {
        if (identity == null) {
            NAMES.forEach(name -> fields.accept(name, ""));
            return;
        }
        fields.accept(ACCOUNT, identity.account().id());
        fields.accept(ENVIRONMENT, identity.environment().id());
        fields.accept(PROJECT, identity.projectId());
        fields.accept(KEY_ID, identity.keyId());
        fields.accept(KEY_TYPE, identity.type().label());
        fields.accept(ASSERTION, signer == null ? "" : signer.sign(identity));
    }
}
