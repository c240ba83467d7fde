package dev.keystile.demo.dashboard;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.demo.docs.Language;
import dev.keystile.demo.docs.RefusalGuide;
import dev.keystile.demo.docs.Snippets;
import dev.keystile.key.Environment;
import dev.keystile.key.ExampleKeys;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.policy.DenyReason;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The documentation, {@code /docs} and {@code /docs/errors}. It is public; for a user who is logged in, its examples have keys. */
final class DocsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DocsServlet.class);

    private final transient Views views;
    private final transient Sessions sessions;
    private final transient AccountProjects projects;
    private final transient OwnKeys keys;
    private final transient Snippets snippets;
    private final URI baseUri;

    DocsServlet(Views views, Sessions sessions, AccountProjects projects, OwnKeys keys, URI baseUri) {
        this.views = views;
        this.sessions = sessions;
        this.projects = projects;
        this.keys = keys;
        this.snippets = new Snippets(baseUri);
        this.baseUri = baseUri;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // A key is shown to those who look, and noted in the audit.
        boolean isSeen = request.getMethod().equals("GET");
        Session session = isSeen ? sessions.peek(request).orElse(null) : null;
        try {
            switch (String.valueOf(request.getPathInfo())) {
                case "null", "/" -> writeExamples(request, response, session);
                case "/errors" -> writeErrors(response, session);
                default -> message(response, 404, "Nothing is here", "The address leads to no page of these.");
            }
        } catch (AdminException | JdbiException e) {
            LOG.warn("The documentation cannot reach the database: {}", e.getMessage());
            message(response, 503, "The database does not respond", "Try again in a moment.");
        }
    }

    private void writeExamples(HttpServletRequest request, HttpServletResponse response, @Nullable Session session)
            throws IOException, AdminException {
        Optional<String> publishable = Optional.empty();
        Optional<String> secret = Optional.empty();
        String accountId = openAccount(session);
        if (accountId != null) {
            Actor reader = new Actor("dashboard", request.getRemoteAddr());
            publishable = keys.reveal(accountId, KeyType.PUBLISHABLE, reader);
            secret = keys.reveal(accountId, KeyType.SECRET, reader);
        }
        Language language = Language.ofId(request.getParameter("lang"));
        Map<String, Object> model = model("docs", session);
        model.put("languages", Language.values());
        model.put("language", language);
        model.put(
                "snippets",
                snippets.in(language, publishable.orElse(ExampleKeys.PUBLISHABLE), secret.orElse(ExampleKeys.SECRET)));
        model.put("holds", holds(accountId, publishable.isPresent() && secret.isPresent()));
        views.write(response, 200, "docs", model);
    }

    /** The id of the account whose keys the examples have; null for none. */
    private @Nullable String openAccount(@Nullable Session session) throws AdminException {
        if (session == null) {
            return null;
        }
        try {
            return projects.of(session).isEmpty() ? null : session.accountId();
        } catch (InvalidException e) {
            // The operator has opened none of several accounts.
            return null;
        }
    }

    private static String holds(@Nullable String accountId, boolean bothKeys) {
        if (accountId == null) {
            return "examples";
        }
        return bothKeys ? "own" : "some";
    }

    private void writeErrors(HttpServletResponse response, @Nullable Session session) throws IOException {
        Map<String, Object> model = model("errors", session);
        model.put("groups", RefusalGuide.groups());
        model.put("example", RefusalGuide.of(DenyReason.SECRET_KEY_REQUIRED));
        views.write(response, 200, "errors", model);
    }

    private Map<String, Object> model(String section, @Nullable Session session) {
        Map<String, Object> model = new HashMap<>();
        model.put("section", section);
        model.put("base", baseUri);
        if (session != null) {
            model.put("csrf", session.csrfToken(session.accountId()));
            model.put("operator", session.user().isOperator());
            addMenu(model, session);
        }
        return model;
    }

    /** The errors are explained also during an outage. */
    private void addMenu(Map<String, Object> model, Session session) {
        if (session.accountId() == null) {
            return;
        }
        try {
            List<Project> ofAccount = projects.of(session);
            List<Environment> all = ofAccount.stream().map(Project::environment).toList();
            for (Environment one : all) {
                if (one.id().equals(OwnKeys.ENVIRONMENT)) {
                    model.put("environments", all);
                    model.put("environment", one);
                    model.put("account", ofAccount.get(0).account().account());
                }
            }
        } catch (AdminException e) {
            LOG.warn("The documentation cannot list the environments: {}", e.getMessage());
        }
    }

    private void message(HttpServletResponse response, int status, String title, String text) throws IOException {
        views.write(response, status, "message", Map.of("title", title, "text", text));
    }
}
