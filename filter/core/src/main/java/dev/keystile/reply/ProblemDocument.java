package dev.keystile.reply;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response that refuses a request (RFC 9457), the same for all: {@code type}, {@code title},
 * {@code status}, {@code detail}, {@code code}, {@code message} and {@code request_id}. The message repeats the detail,
 * for clients that look there. Immutable; all but the request's id is written once, when the document is made.
 *
 * <pre>{@code
 * byte[] body = ProblemDocument.of(ProblemDocument.DEFAULT_BASE, "not_found", 404, "Not found", "Check the path.")
 *         .bytes(requestId);
 * }</pre>
 */
public final class ProblemDocument {

    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The beginning of its type where none is configured. */
    public static final String DEFAULT_BASE = "urn:keystile:problem:";

    private static final HexFormat HEX = HexFormat.of();

    private static final byte[] ID_START = ",\"request_id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID_END = "\"}\n".getBytes(StandardCharsets.US_ASCII);

    private final int status;
    private final String code;
    private final byte[] start;

    private ProblemDocument(int status, String code, byte[] start) {
        this.status = status;
        this.code = code;
        this.start = start;
    }

    /**
     * A document.
     *
     * @param base the beginning of its type, to which the code is appended
     * @param code what programs tell problems by
     * @param status the status of the response
     * @param title a few words for people
     * @param detail a sentence that tells the caller what to do
     */
    public static ProblemDocument of(String base, String code, int status, String title, String detail) {
        String quotedDetail = quoted(detail);
        String start = "{\"type\":" + quoted(base + code)
                + ",\"title\":" + quoted(title)
                + ",\"status\":" + status
                + ",\"detail\":" + quotedDetail
                + ",\"code\":" + quoted(code)
                + ",\"message\":" + quotedDetail;
        return new ProblemDocument(status, code, start.getBytes(StandardCharsets.UTF_8));
    }

    /** The status of the response. */
    public int status() {
        return status;
    }

    /** What programs tell problems by. */
    public String code() {
        return code;
    }

    /**
     * The document as one line of JSON in UTF-8.
     *
     * @param requestId the id of the request; null if the request has none, and then the member is left out
     */
    public byte[] bytes(@Nullable String requestId) {
        String end = requestId == null ? "}\n" : ",\"request_id\":" + quoted(requestId) + "}\n";
        byte[] bytes = end.getBytes(StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOf(start, start.length + bytes.length);
        System.arraycopy(bytes, 0, body, start.length, bytes.length);
        return body;
    }

    /**
     * The document with the id of a request, as {@link #bytes} writes the document, but faster: a flood of refused requests
     * should cost little.
     */
    @SuppressWarnings("deprecation") // Copies ASCII as it is, in one step; an id has nothing else.
    public byte[] bytesFor(RequestId requestId) {
        String id = requestId.value();
        int idStart = start.length + ID_START.length;
        int idEnd = idStart + id.length();
        byte[] body = Arrays.copyOf(start, idEnd + ID_END.length);
        System.arraycopy(ID_START, 0, body, start.length, ID_START.length);
        id.getBytes(0, id.length(), body, idStart);
        System.arraycopy(ID_END, 0, body, idEnd, ID_END.length);
        return body;
    }

    /** The code. */
    @Override
    public String toString() {
        return code;
    }

    /** A string of JSON (RFC 8259, section 7). */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                quoted.append("\\u").append(HEX.toHexDigits(c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
