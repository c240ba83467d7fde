package dev.keystile.spring.test;

import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyIssuer;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.store.MemoryKeyStore;
import java.time.InstantSource;
import java.util.List;

/**
 * Makes keys in a store in memory. Accounts and environments need not exist beforehand. Safe for use by many threads at once.
 *
 * <pre>{@code
 * String key = testKeys.secret("cus_42", "demo", "orders:read");
 * }</pre>
 */
public final class TestKeys {

    private static final String NAME = "test";

    private final MemoryKeyStore store;
    private final KeyIssuer issuer = new KeyIssuer(new KeyGenerator(), InstantSource.system());

    /** @param store which gets the keys */
    public TestKeys(MemoryKeyStore store) {
        this.store = store;
    }

    /** A new secret key; with all scopes if none is given. */
    public String secret(String accountId, String environmentId, String... scopes) {
        KeyRequest request = KeyRequest.of(KeyType.SECRET, environmentId, NAME);
        return add(scopes.length == 0 ? request : request.scopes(List.of(scopes)), accountId);
    }

    /** A new publishable key. */
    public String publishable(String accountId, String environmentId) {
        return add(KeyRequest.of(KeyType.PUBLISHABLE, environmentId, NAME), accountId);
    }

    private String add(KeyRequest request, String accountId) {
        AccountRecord account = AccountRecord.active(Account.of(accountId, accountId, ""));
        Environment environment = new Environment(request.environmentId(), request.environmentId());
        IssuedKey key = issuer.make(request, Project.derived(account, environment));
        store.put(key.record());
        return key.key();
    }
}
