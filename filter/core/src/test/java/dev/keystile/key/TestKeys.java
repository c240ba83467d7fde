package dev.keystile.key;

import java.time.Instant;
import java.util.Map;

/** Records and texts for tests. */
public final class TestKeys {

    public static final Project DEMO = Project.ofDefault("project_demo", new Environment("demo", "Demo Project"));
    public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private static final KeyGenerator GENERATOR = new KeyGenerator();

    private TestKeys() {}

    /** A new key's text. */
    public static String text(KeyType type) {
        return GENERATOR.newKey(type, DEMO.environment().id());
    }

    /** The record of a key with this text, of the type that its prefix names; secret if it has no prefix. */
    public static ApiKey record(String text) {
        return record(text, Scopes.all());
    }

    public static ApiKey record(String text, Scopes scopes) {
        PresentedKey key = PresentedKey.readAny(text);
        KeyType type = key.type() == null ? KeyType.SECRET : key.type();
        String id = "key_" + key.digest().toHex().substring(0, 12);
        return new ApiKey(id, type, DEMO, "test", key.digest(), null, scopes, Restrictions.NONE, CREATED, null, null);
    }

    /** The record of a new secret key. */
    public static ApiKey newRecord() {
        return record(text(KeyType.SECRET));
    }

    /** The key with this text, of an account in a state. */
    public static ApiKey record(String text, AccountState state) {
        ApiKey key = record(text);
        Account account = new Account("cus_42", "Acme", "free", Map.of("region", "eu"));
        return new ApiKey(
                key.id(),
                key.type(),
                new Project("project_cus_42", new AccountRecord(account, state, null), DEMO.environment()),
                key.name(),
                key.digest(),
                key.lastFour(),
                key.scopes(),
                key.restrictions(),
                Map.of("team", "billing"),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt());
    }

    /** A digest that belongs to no key. */
    public static KeyDigest digest(long number) {
        byte[] bytes = new byte[KeyDigest.LENGTH];
        long mixed = number * 0x9E3779B97F4A7C15L + 1;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (mixed >>> (8 * (i & 7)));
        }
        return KeyDigest.ofBytes(bytes);
    }
}
