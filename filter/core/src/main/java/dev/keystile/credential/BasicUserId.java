package dev.keystile.credential;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Decodes the user-id of Basic credentials with an empty password (RFC 7617, section 2), in which clients send keys. */
final class BasicUserId {

    private BasicUserId() {}

    /** The user-id in {@code text[start, end)}; null unless that is strict Base64 of a user-id in UTF-8 and a final colon. */
    static @Nullable String decode(String text, int start, int end) {
        String userPass;
        try {
            byte[] bytes = Base64.getDecoder().decode(text.substring(start, end));
            userPass = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
        int colon = userPass.indexOf(':');
        return colon >= 0 && colon == userPass.length() - 1 ? userPass.substring(0, colon) : null;
    }
}
