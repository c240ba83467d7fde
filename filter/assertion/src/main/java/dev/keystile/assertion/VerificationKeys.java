package dev.keystile.assertion;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** The public keys that assertions are verified with, by name: a look-up in a set, whatever a token says of keys. */
public final class VerificationKeys {

    private final KeySource source;

    VerificationKeys(KeySource source) {
        this.source = source;
    }

    /**
     * The keys in a JWK Set file. The file is read again when a key is looked up, at most once a second; if it cannot be used
     * any more, the last good keys stay in force.
     *
     * @throws IllegalArgumentException if it cannot be read or is none
     */
    public static VerificationKeys ofFile(Path file) {
        return new VerificationKeys(new FileKeys(file, System::nanoTime));
    }

    /**
     * The keys at an address: kept for five minutes, and for four hours while the address does not respond within five
     * seconds, during which the keys are requested every five seconds at most. A name that is not among them makes them
     * be fetched again, at most every 30 seconds. A request that needs keys to be fetched is pending for so long.
     *
     * @throws IllegalArgumentException if it is no http or https address
     */
    public static VerificationKeys at(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
            throw new IllegalArgumentException("assertion.verify.jwks is '" + address
                    + "', which is no address such as https://gateway.example.com/.well-known/jwks.json");
        }
        JwksFetcher fetcher = new JwksFetcher(address, JwksFetcher.TIMEOUT);
        return new VerificationKeys(new FetchedKeys(address.getHost(), fetcher::fetch, System::nanoTime));
    }

    /** Looks for the key of this name; does not block. */
    KeyLookup find(String keyId) {
        return source.find(keyId);
    }
}
