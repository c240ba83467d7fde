package dev.keystile.benchmark;

import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.SplittableRandom;

/** Keys of the usual form from a quick and repeatable source. */
final class SampleKeys {

    private static final Project DEMO = Project.ofDefault("prj_demo", new Environment("demo", "Demo Project"));

    private final KeyGenerator generator;

    SampleKeys(long seed) {
        generator = new KeyGenerator(new Quick(seed));
    }

    /** A key's text: 47 characters if it is secret. */
    String next(KeyType type) {
        return generator.newKey(type, DEMO.environment().id());
    }

    /** What a store keeps of it. */
    ApiKey record(String text) {
        KeyType type = text.charAt(0) == 's' ? KeyType.SECRET : KeyType.PUBLISHABLE;
        return new ApiKey(
                generator.newId("key"),
                type,
                DEMO,
                "",
                KeyDigest.ofBytes(sha256().digest(text.getBytes(StandardCharsets.US_ASCII))),
                text.substring(text.length() - 4),
                Scopes.all(),
                Restrictions.NONE,
                Instant.EPOCH,
                null,
                null);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A million keys from the platform's source would take half a minute. */
    private static final class Quick extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final transient SplittableRandom random;

        Quick(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public int nextInt(int bound) {
            return random.nextInt(bound);
        }
    }
}
