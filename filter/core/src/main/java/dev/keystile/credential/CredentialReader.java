package dev.keystile.credential;

import dev.keystile.request.HeaderFields;

/** Reads the credential of a request from its header fields. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface CredentialReader {

    /** Reads the credential. Never throws, whatever the client has sent. */
    Credential read(HeaderFields fields);

    /**
     * Reads the credential on a delegated route, where an Authorization field without a key of Keystile's own format is
     * {@linkplain Credential.Foreign foreign}. By default no credential is foreign. Never throws.
     */
    default Credential readDelegated(HeaderFields fields) {
        return read(fields);
    }
}
