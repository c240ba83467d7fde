package dev.keystile.demo.api;

import dev.keystile.gateway.internal.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the body of a request as a JSON object. The Content-Type is ignored. */
public final class JsonBody {

    /** The max size of a body, in bytes. */
    public static final int LIMIT = 1 << 20;

    private JsonBody() {}

    /**
     * Reads the body.
     *
     * @throws ApiException with status 413 if the body is too large, 400 if it is not a JSON object
     */
    public static JsonNode read(HttpServletRequest request) throws IOException {
        byte[] bytes = bytes(request);
        if (bytes.length == 0) {
            throw malformed("The body is empty; send a JSON object.");
        }
        return parse(bytes);
    }

    /**
     * Reads the bytes of the body.
     *
     * @throws ApiException with status 413 if the body is too large
     */
    public static byte[] bytes(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LIMIT) {
            throw tooLarge();
        }
        byte[] bytes = request.getInputStream().readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw tooLarge();
        }
        return bytes;
    }

    /**
     * Parses bytes as a JSON object.
     *
     * @throws ApiException with status 400 if the bytes are not a JSON object
     */
    public static JsonNode parse(byte[] bytes) {
        try {
            JsonNode root = Json.parse(bytes);
            if (!root.isObject()) {
                throw malformed("The body must be a JSON object.");
            }
            return root;
        } catch (JacksonException e) {
            var place = e.getLocation();
            String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw malformed("The body is not JSON" + where + ".");
        }
    }

    private static ApiException malformed(String message) {
        return new ApiException(400, "malformed_json", message);
    }

    private static ApiException tooLarge() {
        return new ApiException(413, "content_too_large", "The body is larger than " + LIMIT + " bytes.");
    }
}
