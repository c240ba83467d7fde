package dev.keystile.gateway.external;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Shows the filter the request that a proxy asks about, with the header fields that came with the question. */
final class AuthRequest extends HttpServletRequestWrapper {

    private static final int ESCAPE = "%2f".length();

    private final OriginalRequest original;

    AuthRequest(HttpServletRequest question, OriginalRequest original) {
        super(question);
        this.original = original;
    }

    @Override
    public String getMethod() {
        return original.method();
    }

    @Override
    public String getRequestURI() {
        return original.path();
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(getScheme() + "://" + getServerName() + ':' + getServerPort() + original.path());
    }

    @Override
    public @Nullable String getQueryString() {
        return original.query();
    }

    @Override
    public String getContextPath() {
        return "";
    }

    /**
     * The path, decoded once.
     *
     * @throws IllegalArgumentException if it is not UTF-8, as containers do for what they cannot read
     */
    @Override
    public String getServletPath() {
        String path = original.path();
        return path.indexOf('%') < 0 ? path : decode(path);
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable String getPathTranslated() {
        return null;
    }

    private static String decode(String path) {
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
            throw new IllegalArgumentException("The path is not UTF-8", e);
        }
    }
}
