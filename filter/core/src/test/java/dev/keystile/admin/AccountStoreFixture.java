package dev.keystile.admin;

import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import java.time.Instant;
import java.util.List;

/**
 * A store on which the administration of accounts is tested: with the environments {@code default} and {@code demo}, the
 * account {@code default}, and no key. The clock begins at {@link #NOON}.
 */
public interface AccountStoreFixture {

    Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    Actor ANNA = new Actor("anna", "build-7");
    Actor BERT = new Actor("bert", "here");

    AdminStore store();

    /** The source of keys, on the clock of {@link #at}. */
    KeyIssuer issuer();

    /** Sets the clock. */
    void at(Instant time);

    /**
     * The audit from its beginning: action, id of the account, of the environment and of the key, each {@code -} if there is
     * none, and the actor's name, each behind a space.
     */
    List<String> audit() throws Exception;

    default AccountAdmin accounts() {
        return AccountAdmin.on(store(), issuer(), AdminListener.NONE);
    }

    default KeyAdmin keys() {
        return KeyAdmin.on(store(), issuer(), AdminListener.NONE);
    }

    default AccountRecord create(String id) throws AdminException {
        return accounts()
                .create(ANNA, AccountRequest.of("Name of " + id).id(id))
                .description()
                .account();
    }

    default ApiKey issue(String accountId, String environmentId) throws AdminException {
        KeyRequest request = KeyRequest.of(KeyType.SECRET, environmentId, "ci").account(accountId);
        return keys().issue(ANNA, request).record();
    }

    default ApiKey stored(ApiKey key) throws AdminException {
        return keys().describe(key.id()).key();
    }

    default AccountRecord stored(String accountId) throws AdminException {
        return accounts().describe(accountId).account();
    }
}
