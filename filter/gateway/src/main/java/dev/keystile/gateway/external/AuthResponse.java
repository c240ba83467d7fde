package dev.keystile.gateway.external;

import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.verdict.Verdict;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Puts what the filter says into the words of a style. The body is held until the end. */
final class AuthResponse extends HttpServletResponseWrapper {

    /** The code of a refusal. */
    static final String ERROR = "X-Keystile-Error";

    /** The body of a refusal, where the proxy would lose it. */
    static final String PROBLEM = "X-Keystile-Problem";

    /** Said in place of 204 where that would let the preflight pass to the application. */
    static final String PREFLIGHT_ANSWERED = "preflight_answered";

    private final Style style;
    private final HttpServletRequest asked;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

    AuthResponse(HttpServletResponse response, Style style, HttpServletRequest asked) {
        super(response);
        this.style = style;
        this.asked = asked;
    }

    /** The verdict is known by now, and the body not yet begun. */
    @Override
    public void setStatus(int status) {
        Verdict verdict = ApiKeyAuthFilter.verdict(asked).orElse(null);
        if (verdict instanceof Verdict.Denied denied) {
            refuse(status, denied.reason().code());
        } else if (verdict instanceof Verdict.Preflight && style.passesEverySuccess()) {
            refuse(SC_FORBIDDEN, PREFLIGHT_ANSWERED);
        } else {
            super.setStatus(status);
        }
    }

    /** Refuses in the filter's place. */
    void refuse(int status, String code) {
        super.setStatus(style.refusal(status));
        setHeader(ERROR, code);
    }

    @Override
    public void reset() {
        super.reset();
        body.reset();
    }

    /** Not that of an answer to HEAD, where the proxy asks with GET. */
    @Override
    public void setContentLength(int length) {}

    @Override
    public ServletOutputStream getOutputStream() {
        return new HeldBody();
    }

    /** To be called at the end. */
    void finish() throws IOException {
        if (style.losesBodies() && body.size() > 0) {
            setHeader(PROBLEM, body.toString(StandardCharsets.US_ASCII).strip());
            body.reset();
        }
        super.setContentLength(body.size());
        if (body.size() > 0) {
            body.writeTo(super.getOutputStream());
        }
    }

    private final class HeldBody extends ServletOutputStream {

        @Override
        public void write(int octet) {
            body.write(octet);
        }

        @Override
        public void write(byte[] octets, int start, int length) {
            body.write(octets, start, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("The answer is not written asynchronously.");
        }
    }
}
