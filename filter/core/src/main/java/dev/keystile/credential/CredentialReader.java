package dev.keystile.credential;

import dev.keystile.request.HeaderFields;

/** Reads the credential of a request from its header fields. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface CredentialReader {

    /** Reads the credential. Never throws, whatever the client has sent. */
    Credential read(HeaderFields fields);
}
