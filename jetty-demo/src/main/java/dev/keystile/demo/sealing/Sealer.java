package dev.keystile.demo.sealing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.text.ParseException;
import javax.crypto.SecretKey;

/** Encrypts strings as JWE (RFC 7516, direct encryption with A256GCM), each bound to a name. Safe for many threads. */
final class Sealer {

    private final SecretKey key;

    /** @param key an AES key of 256 bits */
    Sealer(SecretKey key) {
        this.key = key;
    }

    /** Encrypts a string for a name; only the same name can decrypt it. */
    String seal(String name, String text) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(name)
                .build();
        JWEObject jwe = new JWEObject(header, new Payload(text));
        try {
            jwe.encrypt(new DirectEncrypter(key));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has AES with GCM", e);
        }
    }

    /**
     * Decrypts a string.
     *
     * @throws UnsealException if the string was sealed under another key or for another name, or was changed
     */
    String unseal(String name, String sealed) throws UnsealException {
        try {
            JWEObject jwe = JWEObject.parse(sealed);
            if (!name.equals(jwe.getHeader().getKeyID())) {
                throw new UnsealException("it was sealed for another key");
            }
            jwe.decrypt(new DirectDecrypter(key));
            return jwe.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new UnsealException("it was sealed under another sealing key");
        }
    }

    /** A sealed string cannot be decrypted; the message never holds its content. */
    static final class UnsealException extends Exception {
        private static final long serialVersionUID = 1L;

        UnsealException(String message) {
            super(message);
        }
    }
}
