package dev.keystile.servlet;

import dev.keystile.reply.ProblemDocument;
import dev.keystile.verdict.BrowserPolicy;
import dev.keystile.verdict.DenyReason;
import dev.keystile.verdict.Verdict;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes refusals: the one place that turns a reason into a response (RFC 9457). */
final class Refusals {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final Challenges challenges;
    private final Map<DenyReason, ProblemDocument> bodies = new EnumMap<>(DenyReason.class);

    Refusals(String problemBaseUri, Challenges challenges) {
        this.challenges = challenges;
        for (DenyReason reason : DenyReason.values()) {
            bodies.put(
                    reason,
                    ProblemDocument.of(
                            problemBaseUri, reason.code(), reason.status(), reason.title(), reason.detail()));
        }
    }

    void write(Verdict.Denied denied, RequestState state, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        DenyReason reason = denied.reason();
        response.resetBuffer();
        response.setStatus(reason.status());
        response.setHeader("Cache-Control", "no-store");
        challenges.write(denied, BrowserPolicy.isFromBrowser(state), response);
        if (reason == DenyReason.STORE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        } else if (reason == DenyReason.METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        }
        writeBody(reason, state, response);
    }

    private void writeBody(DenyReason reason, RequestState state, HttpServletResponse response) throws IOException {
        byte[] bytes = Objects.requireNonNull(bodies.get(reason)).bytes(state.requestId());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setContentLength(bytes.length);
        if (state.method().equals("HEAD")) {
            return;
        }
        ServletOutputStream body = output(response);
        if (body != null) {
            body.write(bytes);
        } else {
            response.getWriter().write(new String(bytes, StandardCharsets.UTF_8));
        }
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
