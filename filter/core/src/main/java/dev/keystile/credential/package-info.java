/**
 * Reads the credential of a request: a key, none, or a credential that is refused without a look-up. Begin with
 * {@link dev.keystile.credential.CredentialReader}, whose result is a {@link dev.keystile.credential.Credential}.
 */
@NullMarked
package dev.keystile.credential;

import org.jspecify.annotations.NullMarked;
