package dev.keystile.gateway.internal.external;

import dev.keystile.decision.Decision;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.RequestIds;
import dev.keystile.reply.ResponseFields;
import dev.keystile.servlet.DecisionWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the response that refuses a request, for proxies of one style. */
final class RefuseResponse {

    /** The field with the body of a refusal, for proxies that lose the body. */
    static final String PROBLEM = "X-Keystile-Problem";

    /** The code of the response in place of 204, for proxies that would pass the preflight to the application after a 204. */
    static final String PREFLIGHT_HANDLED = "preflight_answered";

    private static final byte[] NO_BODY = {};

    private final Style style;

    RefuseResponse(Style style) {
        this.style = style;
    }

    /**
     * Writes a decision that does not let the request pass.
     *
     * @param method the method of the client's request
     */
    void write(Decision decision, String method, HttpServletResponse response) throws IOException {
        DecisionWriter.writeFields(decision, response);
        if (decision instanceof Decision.Denied denied) {
            int status = denied.refusal().status();
            write(status, denied.refusal().code(), method.equals("HEAD") ? NO_BODY : denied.body(), response);
        } else if (style.passesEverySuccess()) {
            refuse(HttpServletResponse.SC_FORBIDDEN, PREFLIGHT_HANDLED, response);
            response.setContentLength(0);
        } else {
            response.setStatus(Decision.Preflight.STATUS);
        }
    }

    /** Writes an error of the endpoint itself. */
    void write(ProblemDocument problem, String requestId, HttpServletResponse response) throws IOException {
        response.setHeader(RequestIds.HEADER, requestId);
        response.setHeader("Cache-Control", "no-store");
        write(problem.status(), problem.code(), problem.bytes(requestId), response);
    }

    private void write(int status, String code, byte[] body, HttpServletResponse response) throws IOException {
        refuse(status, code, response);
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        if (style.losesBodies() && body.length > 0) {
            response.setHeader(PROBLEM, new String(body, StandardCharsets.US_ASCII).strip());
            response.setContentLength(0);
            return;
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void refuse(int status, String code, HttpServletResponse response) {
        response.setStatus(style.refusal(status));
        response.setHeader(ResponseFields.ERROR, code);
    }
}
