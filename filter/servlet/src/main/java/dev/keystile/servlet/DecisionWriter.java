package dev.keystile.servlet;

import dev.keystile.decision.Decision;
import dev.keystile.reply.Field;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.RequestIds;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a decision into a servlet response. For servlets that are not behind the filter and get their decisions
 * themselves.
 */
public final class DecisionWriter {

    private static final HexFormat HEX = HexFormat.of();

    private DecisionWriter() {}

    /** Writes the header fields that the response gets, whatever was decided. */
    public static void writeFields(Decision decision, HttpServletResponse response) {
        if (!response.containsHeader(RequestIds.HEADER)) {
            response.addHeader(RequestIds.HEADER, decision.requestId());
        }
        writeFieldsWithoutId(decision, response);
    }

    /** As {@link #writeFields}, without {@code X-Request-ID}. */
    static void writeFieldsWithoutId(Decision decision, HttpServletResponse response) {
        List<Field> fields = decision.fields();
        for (int i = 0; i < fields.size(); i++) {
            write(fields.get(i), response);
        }
    }

    private static void write(Field field, HttpServletResponse response) {
        switch (field.mode()) {
            case SET -> response.setHeader(field.name(), field.value());
            case DEFAULT -> {
                if (!response.containsHeader(field.name())) {
                    response.addHeader(field.name(), field.value());
                }
            }
            case ADD -> {
                if (!response.getHeaders(field.name()).contains(field.value())) {
                    response.addHeader(field.name(), field.value());
                }
            }
            case APPEND -> response.addHeader(field.name(), field.value());
        }
    }

    /**
     * Writes the whole response to a request that does not pass; nothing if the response has begun already.
     *
     * @param method the method of the request: a response to HEAD has no body
     */
    public static void writeResponse(Decision decision, String method, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        writeFields(decision, response);
        if (decision instanceof Decision.Denied denied) {
            response.setStatus(denied.refusal().status());
            writeBody(denied.body(), method, response);
        } else {
            response.setStatus(Decision.Preflight.STATUS);
        }
    }

    private static void writeBody(byte[] bytes, String method, HttpServletResponse response) throws IOException {
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setContentLength(bytes.length);
        if (method.equals("HEAD")) {
            return;
        }
        ServletOutputStream body = output(response);
        if (body != null) {
            body.write(bytes);
        } else {
            // The application chose the charset, so the container has to count the bytes.
            response.setContentLengthLong(-1);
            response.getWriter().write(ascii(new String(bytes, StandardCharsets.UTF_8)));
        }
    }

    /** The same JSON in characters that a writer of any charset can write (RFC 8259, section 7). */
    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x80) {
                ascii.append(c);
            } else {
                ascii.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        return ascii.toString();
    }

    /** The response as bytes; null if the application took its writer before it forwarded. */
    private static @Nullable ServletOutputStream output(HttpServletResponse response) throws IOException {
        try {
            return response.getOutputStream();
        } catch (IllegalStateException writerTaken) {
            return null;
        }
    }
}
