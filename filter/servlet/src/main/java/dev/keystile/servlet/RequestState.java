package dev.keystile.servlet;

import dev.keystile.verdict.RequestView;
import dev.keystile.verdict.Verdict;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through, kept in its attributes: what was decided for it, and the request as it
 * came in, for decisions that follow when the application dispatches it further.
 */
final class RequestState implements RequestView {

    static final String ATTRIBUTE = "dev.keystile.state";

    private final HttpServletRequest request;
    private final String requestId;
    private String path = "";
    private @Nullable Verdict verdict;
    private Verdict.@Nullable Granted granted;
    private @Nullable String errorPage;

    RequestState(HttpServletRequest request, String requestId) {
        this.request = request;
        this.requestId = requestId;
    }

    /** The state of a request that this or another instance of the filter has let in; null if none has. */
    static @Nullable RequestState of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestState state ? state : null;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return request.getRequestURI();
    }

    @Override
    public @Nullable String path() {
        String decoded = ServletPaths.ofRequest(request);
        if (decoded != null) {
            path = decoded;
        }
        return decoded;
    }

    @Override
    public String remoteAddress() {
        String address = request.getRemoteAddr();
        return address == null ? "" : address;
    }

    @Override
    public String requestId() {
        return requestId;
    }

    /** The field's values as they came in, before anything was hidden. */
    @Override
    public @Nullable Enumeration<String> values(String name) {
        return request.getHeaders(name);
    }

    /** The path that was decided last for the request itself; not those of its dispatches. */
    String decidedPath() {
        return path;
    }

    /** What was decided last; null before. */
    @Nullable
    Verdict verdict() {
        return verdict;
    }

    void decided(Verdict decision) {
        verdict = decision;
    }

    /** Who the request comes from; null if nobody said. */
    Verdict.@Nullable Granted granted() {
        return granted;
    }

    void grant(Verdict.Granted verdict) {
        granted = verdict;
    }

    /** Whether an ERROR dispatch to this path shows an error page, and is no dispatch from one. */
    boolean isErrorPage(@Nullable String target) {
        return errorPage == null || errorPage.equals(target);
    }

    /** Remembers the error page that runs from now on; false if one runs already. */
    boolean enterErrorPage(@Nullable String target) {
        if (errorPage != null) {
            return false;
        }
        errorPage = target;
        return true;
    }

    void leaveErrorPage() {
        errorPage = null;
    }
}
