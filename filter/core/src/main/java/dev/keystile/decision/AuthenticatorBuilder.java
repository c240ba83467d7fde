package dev.keystile.decision;

import dev.keystile.cache.CachedKeyStore;
import dev.keystile.credential.AssertedIdentityReader;
import dev.keystile.credential.CredentialReader;
import dev.keystile.credential.HeaderCredentialReader;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.PolicyChain;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.ResponseFields;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.RouteTable;
import java.time.InstantSource;
import java.util.List;

/**
 * Puts an {@link Authenticator} together. What is not set has the default of the setting in {@code keystile.yaml}. The
 * parts belong to the caller, who closes them.
 */
public final class AuthenticatorBuilder {

    final RouteTable routes;
    final CachedKeyStore<KnownKey> keys;
    CredentialReader credentials = new HeaderCredentialReader(true, null);
    AssertedIdentityReader assertions = AssertedIdentityReader.NONE;
    PolicyChain policies = PolicyChain.of(false, TrustedProxies.NONE, List.of(), InstantSource.system());
    ResponseFields fields = new ResponseFields("api", true, null, null);
    String problemBaseUri = ProblemDocument.DEFAULT_BASE;
    boolean answersPreflights;
    DecisionListener listener = DecisionListener.NONE;

    /** A builder for these rules and keys. */
    public AuthenticatorBuilder(RouteTable routes, CachedKeyStore<KnownKey> keys) {
        this.routes = routes;
        this.keys = keys;
    }

    /** Where credentials are looked for. */
    public AuthenticatorBuilder credentials(CredentialReader reader) {
        credentials = reader;
        return this;
    }

    /** Whose assertions are accepted in place of a key. */
    public AuthenticatorBuilder assertions(AssertedIdentityReader reader) {
        assertions = reader;
        return this;
    }

    /** What is asked of a request whose key is known. */
    public AuthenticatorBuilder policies(PolicyChain chain) {
        policies = chain;
        return this;
    }

    /** What responses get. */
    public AuthenticatorBuilder responses(ResponseFields responseFields, String problemBase) {
        fields = responseFields;
        problemBaseUri = problemBase;
        return this;
    }

    /** Answers CORS preflights in the application's place; by default they are requests like any other. */
    public AuthenticatorBuilder answerPreflights(boolean answer) {
        answersPreflights = answer;
        return this;
    }

    /** Who hears decisions. */
    public AuthenticatorBuilder listener(DecisionListener decisionListener) {
        listener = decisionListener;
        return this;
    }

    /** The authenticator. */
    public Authenticator build() {
        return new Authenticator(this);
    }
}
