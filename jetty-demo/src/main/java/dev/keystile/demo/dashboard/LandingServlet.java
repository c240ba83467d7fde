package dev.keystile.demo.dashboard;

import dev.keystile.demo.docs.Language;
import dev.keystile.demo.docs.Snippets;
import dev.keystile.key.ExampleKeys;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** The first page of the service, {@code /}, for browsers; programs get the response of the API. */
final class LandingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Views views;
    private final transient Sessions sessions;
    private final transient SignUpPolicy signUp;
    private final transient Snippets snippets;
    private final transient HttpServlet api;

    /** @param api the servlet that responds to programs */
    LandingServlet(Views views, Sessions sessions, SignUpPolicy signUp, URI baseUri, HttpServlet api) {
        this.views = views;
        this.sessions = sessions;
        this.signUp = signUp;
        this.snippets = new Snippets(baseUri);
        this.api = api;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.addHeader("Vary", "Accept");
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (reads && prefersHtml(request)) {
            show(request, response);
        } else {
            api.service(request, response);
        }
    }

    private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> model = new HashMap<>();
        model.put("loggedIn", sessions.peek(request).isPresent());
        model.put("signUp", signUp.refusal(request) == null);
        model.put(
                "snippet",
                snippets.in(Language.CURL, ExampleKeys.PUBLISHABLE, ExampleKeys.SECRET)
                        .get(0));
        views.write(response, 200, "landing", model);
    }

    /** Browsers name HTML in {@code Accept}, and programs do not (RFC 9110, section 12.5.1). */
    private static boolean prefersHtml(HttpServletRequest request) {
        QuotedQualityCSV accepted = new QuotedQualityCSV();
        Collections.list(request.getHeaders("Accept")).forEach(accepted::addValue);
        List<String> types = accepted.getValues();
        int html = types.indexOf("text/html");
        int json = types.indexOf("application/json");
        return html >= 0 && (json < 0 || html < json);
    }
}
