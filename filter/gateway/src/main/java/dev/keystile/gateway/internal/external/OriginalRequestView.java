package dev.keystile.gateway.internal.external;

import dev.keystile.request.RequestView;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The original request for the decision: its method and path, with the header fields of the authentication request. */
final class OriginalRequestView implements RequestView {

    private static final int ESCAPE = "%2f".length();

    private final OriginalRequest original;
    private final HttpServletRequest authRequest;

    OriginalRequestView(OriginalRequest original, HttpServletRequest authRequest) {
        this.original = original;
        this.authRequest = authRequest;
    }

    @Override
    public String method() {
        return original.method();
    }

    @Override
    public String rawPath() {
        return original.path();
    }

    /** The path, decoded once; null if it is not UTF-8 then. */
    @Override
    public @Nullable String path() {
        String path = original.path();
        return path.indexOf('%') < 0 ? path : decode(path);
    }

    @Override
    public String remoteAddress() {
        return String.valueOf(authRequest.getRemoteAddr());
    }

    @Override
    public @Nullable Enumeration<String> values(String name) {
        return authRequest.getHeaders(name);
    }

    @Override
    public @Nullable String first(String name) {
        return authRequest.getHeader(name);
    }

    private static @Nullable String decode(String path) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%' && i + ESCAPE <= path.length()) {
                octets.write(HexFormat.fromHexDigits(path, i + 1, i + ESCAPE));
                i += ESCAPE - 1;
            } else {
                octets.write(path.charAt(i));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
