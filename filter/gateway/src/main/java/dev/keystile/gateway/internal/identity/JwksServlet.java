package dev.keystile.gateway.internal.identity;

import dev.keystile.assertion.SigningKeys;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Serves the public keys with which services verify assertions, as a JWK Set (RFC 7517, section 5). */
public final class JwksServlet extends HttpServlet {

    /** The path of the key set. */
    public static final String PATH = "/.well-known/jwks.json";

    private static final long serialVersionUID = 1L;

    private final transient SigningKeys keys;

    /** A servlet that publishes these keys. */
    public JwksServlet(SigningKeys keys) {
        this.keys = keys;
    }

    /** Clients may cache the key set for a minute; a new key is published for ten minutes before it signs. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = (keys.published() + "\n").getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/jwk-set+json");
        response.setHeader("Cache-Control", "public, max-age=60");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
