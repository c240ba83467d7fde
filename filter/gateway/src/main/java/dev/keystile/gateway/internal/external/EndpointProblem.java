package dev.keystile.gateway.internal.external;

import dev.keystile.reply.ProblemDocument;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;

/** The errors of the endpoint itself, about which no decision was made. */
enum EndpointProblem {
    /** The request does not come from a trusted proxy. */
    UNTRUSTED_PROXY(
            HttpServletResponse.SC_FORBIDDEN,
            "Not a trusted proxy",
            "Only trusted proxies get decisions here: add the address of this proxy to trusted-proxies in gateway.yaml."),
    /** The request does not say which request of a client it is about. */
    BAD_ORIGINAL_REQUEST(
            HttpServletResponse.SC_BAD_REQUEST,
            "Original request missing or malformed",
            "The proxy must send the method and the path of the request, each once and as the client sent it: see the"
                    + " ready configurations."),
    /** The decision has failed. */
    INTERNAL_ERROR(
            HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
            "Not decided",
            "Whether this request may pass could not be decided; the log says why. Try again later.");

    private final int status;
    private final String title;
    private final String detail;
    private final String code = name().toLowerCase(Locale.ROOT);

    EndpointProblem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    ProblemDocument document(String problemBaseUri) {
        return ProblemDocument.of(problemBaseUri, code, status, title, detail);
    }
}
