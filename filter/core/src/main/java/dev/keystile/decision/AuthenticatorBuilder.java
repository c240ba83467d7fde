package dev.keystile.decision;

import dev.keystile.cache.CachedKeyStore;
import dev.keystile.credential.AssertedIdentityReader;
import dev.keystile.credential.CredentialFields;
import dev.keystile.credential.CredentialReader;
import dev.keystile.credential.HeaderCredentialReader;
import dev.keystile.credential.PresentedTexts;
import dev.keystile.legacy.LegacyKeyFinder;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.PolicyChain;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.ResponseFields;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.RouteTable;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts an {@link Authenticator} together. A part that is not set has the default of its setting in {@code keystile.yaml}. The
 * caller closes the parts.
 */
public final class AuthenticatorBuilder {

    final RouteTable routes;
    final CachedKeyStore<KnownKey> keys;
    CredentialReader credentials = new HeaderCredentialReader(CredentialFields.DEFAULT);
    PresentedTexts presentedTexts = new PresentedTexts(CredentialFields.DEFAULT);

    @Nullable
    LegacyKeyFinder legacyKeys;

    AssertedIdentityReader assertions = AssertedIdentityReader.NONE;
    PolicyChain policies = PolicyChain.of(false, TrustedProxies.NONE, List.of(), InstantSource.system());
    ResponseFields fields = new ResponseFields("api", CredentialFields.DEFAULT, null);
    String problemBaseUri = ProblemDocument.DEFAULT_BASE;
    boolean handlesPreflights;
    boolean allowsSecretPreflights;
    DecisionListener listener = DecisionListener.NONE;

    /** A builder for these routes and keys. */
    public AuthenticatorBuilder(RouteTable routes, CachedKeyStore<KnownKey> keys) {
        this.routes = routes;
        this.keys = keys;
    }

    /** The fields in which requests may have a key. */
    public AuthenticatorBuilder credentials(CredentialFields fieldsOfKeys) {
        credentials = new HeaderCredentialReader(fieldsOfKeys);
        presentedTexts = new PresentedTexts(fieldsOfKeys);
        return this;
    }

    /** Finds the keys that the store does not know; null for none. The caller closes the finder. */
    public AuthenticatorBuilder legacyKeys(@Nullable LegacyKeyFinder finder) {
        legacyKeys = finder;
        return this;
    }

    /** The reader of assertions, which are accepted in place of a key. */
    public AuthenticatorBuilder assertions(AssertedIdentityReader reader) {
        assertions = reader;
        return this;
    }

    /** The policies for requests with a known key. */
    public AuthenticatorBuilder policies(PolicyChain chain) {
        policies = chain;
        return this;
    }

    /** The header fields and the problem documents of responses. */
    public AuthenticatorBuilder responses(ResponseFields responseFields, String problemBase) {
        fields = responseFields;
        problemBaseUri = problemBase;
        return this;
    }

    /** Whether CORS preflights are handled here; by default they are requests like any other, for the application. */
    public AuthenticatorBuilder handlePreflights(boolean handle) {
        handlesPreflights = handle;
        return this;
    }

    /** Whether preflights of routes that require a secret key are allowed; by default they are refused. */
    public AuthenticatorBuilder allowSecretPreflights(boolean allow) {
        allowsSecretPreflights = allow;
        return this;
    }

    /** The listener that receives each decision. */
    public AuthenticatorBuilder listener(DecisionListener decisionListener) {
        listener = decisionListener;
        return this;
    }

    /** The authenticator. */
    public Authenticator build() {
        return new Authenticator(this);
    }
}
