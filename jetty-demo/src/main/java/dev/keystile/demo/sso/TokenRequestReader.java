package dev.keystile.demo.sso;

import dev.keystile.demo.api.ApiException;
import dev.keystile.demo.api.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the parameters of a token request: from the query, and from a body that is a form or JSON. */
final class TokenRequestReader {

    private TokenRequestReader() {}

    /**
     * Reads a request.
     *
     * @throws OAuthException if the parameters cannot be parsed, or one comes more than once
     * @throws ApiException with status 413 if the body is too large
     */
    static Parameters read(HttpServletRequest request) throws IOException, OAuthException {
        Parameters parameters = form(request.getQueryString());
        byte[] body = JsonBody.bytes(request);
        Parameters ofBody = isJson(request) ? json(body) : form(new String(body, StandardCharsets.UTF_8));
        boolean repeats = parameters.repeatsAny() || ofBody.repeatsAny();
        parameters.merge(ofBody);
        if (repeats || parameters.repeatsAny()) {
            throw new OAuthException("invalid_request", "A parameter comes more than once.");
        }
        return parameters;
    }

    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    private static Parameters form(@Nullable String text) throws OAuthException {
        try {
            return Parameters.parse(text);
        } catch (IllegalArgumentException e) {
            throw new OAuthException("invalid_request", "The parameters are not form-encoded.");
        }
    }

    private static Parameters json(byte[] body) throws OAuthException {
        if (body.length == 0) {
            return new Parameters();
        }
        JsonNode root;
        try {
            root = JsonBody.parse(body);
        } catch (ApiException e) {
            throw new OAuthException("invalid_request", "The body is not a JSON object.");
        }
        Parameters parameters = new Parameters();
        for (var entry : root.properties()) {
            if (entry.getValue().isString()) {
                parameters.add(entry.getKey(), entry.getValue().stringValue());
            } else if (!entry.getValue().isNull()) {
                throw new OAuthException("invalid_request", "Every value in the body must be a string.");
            }
        }
        return parameters;
    }
}
