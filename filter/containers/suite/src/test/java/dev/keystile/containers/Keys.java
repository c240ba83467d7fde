package dev.keystile.containers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** The keys of the suite, written out by hand from the documented format: an oracle of its own. */
final class Keys {

    static final String SECRET = key("sk_demo_", 'a');
    static final String SECRET_DEFAULT = key("sk_default_", 'b');
    static final String PUBLISHABLE = key("pk_demo_", 'c');
    static final String EXPIRED = key("sk_demo_", 'd');
    static final String REVOKED = key("sk_demo_", 'e');
    static final String READER = key("sk_demo_", 'f');
    static final String UNKNOWN = key("sk_demo_", 'g');
    static final String OUTAGE = key("sk_demo_", 'h');
    static final String SCOPELESS = key("sk_demo_", 'i');
    static final String LOOPBACK = key("sk_demo_", 'j');
    static final String ELSEWHERE = key("sk_demo_", 'k');
    static final String NOWHERE = key("sk_demo_", 'l');
    static final String ON_APP = key("pk_demo_", 'm');
    static final String ON_APP_ELSEWHERE = key("pk_demo_", 'n');
    static final String SUSPENDED = key("sk_demo_", 'o');
    static final String EXAMPLE = key("sk_example_", '0');
    static final String FOREIGN = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc";

    /** Secret keys in the formats of other systems. */
    static final List<String> OTHER_FORMATS = List.of(
            "3f2b8c1e-9d54-4a77-8a0e-2b1a0c7d9e11",
            "Zm9vYmFyYmF6cXV4+/Zm9vYmFyYmF6cXV4Zg==",
            "a1b2c3d4.Zm9vYmFyYmF6cXV4",
            "glpat" + "-abcDEF_ghiJKLmnoPQR");

    /** Begins as a publishable key, and is a secret key in the store. */
    static final String DISAGREES = "pk_live_" + "4eC39HqLyjWDarjtT1zdp7dc";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Keys() {}

    /** A key whose random part is one letter, 33 times. */
    private static String key(String start, char letter) {
        String body = start + String.valueOf(letter).repeat(33);
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        StringBuilder checksum = new StringBuilder();
        long rest = crc.getValue();
        for (int i = 0; i < 6; i++) {
            checksum.insert(0, ALPHABET.charAt((int) (rest % 62)));
            rest /= 62;
        }
        return body + checksum;
    }

    static String mistyped(String key) {
        return key.substring(0, key.length() - 9) + "Z" + key.substring(key.length() - 8);
    }

    /** Every one of them, for what must not hold any. */
    static List<String> all() {
        return List.of(
                SECRET,
                SECRET_DEFAULT,
                PUBLISHABLE,
                EXPIRED,
                REVOKED,
                READER,
                UNKNOWN,
                OUTAGE,
                SCOPELESS,
                LOOPBACK,
                ELSEWHERE,
                NOWHERE,
                ON_APP,
                ON_APP_ELSEWHERE,
                SUSPENDED,
                EXAMPLE,
                FOREIGN);
    }

    static String yaml() {
        return """
                environments:
                  - {id: default, name: Default Project}
                  - {id: demo, name: Demo Project}
                accounts:
                  - {id: cus_42, name: Acme, plan: free, projects: {default: project_1, demo: project_2}}
                  - {id: cus_43, name: Bolt, state: suspended}
                keys:
                """
                + line("key_secret", "secret", "demo", SECRET, "")
                + line("key_default", "secret", "default", SECRET_DEFAULT, "")
                + line("key_publishable", "publishable", "demo", PUBLISHABLE, "")
                + line("key_expired", "secret", "demo", EXPIRED, ", expires-at: 2020-01-01T00:00:00Z")
                + line("key_revoked", "secret", "demo", REVOKED, ", revoked-at: 2099-01-01T00:00:00Z")
                + line("key_reader", "secret", "demo", READER, ", scopes: [\"organizations:read\"]")
                + line("key_scopeless", "secret", "demo", SCOPELESS, ", scopes: []")
                + line("key_loopback", "secret", "demo", LOOPBACK, ", allowed-networks: [127.0.0.0/8, '::1']")
                + line("key_elsewhere", "secret", "demo", ELSEWHERE, ", allowed-networks: [203.0.113.0/24]")
                + line("key_nowhere", "secret", "demo", NOWHERE, ", allowed-networks: []")
                + line("key_on_app", "publishable", "demo", ON_APP, ", allowed-origins: ['https://app.example.com']")
                + line(
                        "key_on_app_elsewhere",
                        "publishable",
                        "demo",
                        ON_APP_ELSEWHERE,
                        ", allowed-origins: ['https://app.example.com'], allowed-networks: [203.0.113.0/24]")
                + line("key_suspended", "secret", "demo", SUSPENDED, "").replace("cus_42", "cus_43")
                + line("key_foreign", "secret", "demo", FOREIGN, "")
                + line("key_disagrees", "secret", "demo", DISAGREES, "")
                + otherFormats();
    }

    private static String otherFormats() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < OTHER_FORMATS.size(); i++) {
            lines.append(line("key_other_" + i, "secret", "demo", OTHER_FORMATS.get(i), ""));
        }
        return lines.toString();
    }

    private static String line(String id, String type, String environment, String key, String more) {
        return "  - {id: " + id + ", account: cus_42, type: " + type + ", environment: " + environment
                + ", name: suite, sha256: " + sha256(key) + ", created-at: 2026-01-01T00:00:00Z" + more + "}\n";
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
