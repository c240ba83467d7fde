package dev.keystile.containers.weak;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of the key file, for filters that parse no YAML. */
record KeyList(List<String> lines) {

    static final KeyList EMPTY = new KeyList(List.of());

    static KeyList read(ServletContext context) throws ServletException {
        try (InputStream file = context.getResourceAsStream("/WEB-INF/keys.yaml")) {
            return new KeyList(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    /** Why this key does not open a secret route; null if it does. */
    @Nullable
    String refusal(String key) {
        if (!key.matches("[ps]k_[A-Za-z0-9._~+/-]+=*") || key.length() > 512) {
            return "malformed_key";
        }
        String digest = "sha256: " + sha256(key);
        String line =
                lines.stream().filter(each -> each.contains(digest)).findFirst().orElse("unknown");
        if (line.equals("unknown")) {
            return "unknown_key";
        }
        if (line.contains("revoked-at")) {
            return "revoked_key";
        }
        if (line.contains("expires-at")) {
            return "expired_key";
        }
        return line.contains("type: publishable") ? "secret_key_required" : null;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
