package dev.keystile.credential;

import dev.keystile.request.HeaderFields;

/** Finds the one credential in a request. */
@FunctionalInterface
public interface CredentialReader {

    /** Reads the credential. Never throws for anything that a client sent. */
    Credential read(HeaderFields fields);
}
