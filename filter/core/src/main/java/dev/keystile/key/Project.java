package dev.keystile.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An account in one environment. There is one project for each pair of an account and an environment. Immutable.
 *
 * @param id the public Project ID
 * @param account the account; one instance is shared by all projects and keys of the account
 * @param environment the environment
 */
public record Project(String id, AccountRecord account, Environment environment) {

    private static final int DERIVED_LENGTH = 22;

    /** A project of the account {@code default}, the only account of a store whose keys name no account. */
    public static Project ofDefault(String id, Environment environment) {
        return new Project(id, AccountRecord.DEFAULT, environment);
    }

    /** A project that has no id of its own: the id is derived from the account and the environment, so it is stable. */
    public static Project derived(AccountRecord account, Environment environment) {
        return new Project(derivedId(account.id(), environment.id()), account, environment);
    }

    /** This project with another record of its account, or with another instance of the same record. */
    @SuppressWarnings(
            "ReferenceEquality") // An equal record that many projects share replaces the record of one project.
    public Project with(AccountRecord otherAccount) {
        return otherAccount == account ? this : new Project(id, otherAccount, environment);
    }

    /** Whether the id is the derived one. */
    public boolean isDerived() {
        return id.equals(derivedId(account.id(), environment.id()));
    }

    /** Neither id can contain a space. */
    private static String derivedId(String accountId, String environmentId) {
        return "project_" + Base62.encode(sha256(accountId + ' ' + environmentId), DERIVED_LENGTH);
    }

    private static BigInteger sha256(String text) {
        try {
            return new BigInteger(
                    1, MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The id. */
    @Override
    public String toString() {
        return id;
    }
}
