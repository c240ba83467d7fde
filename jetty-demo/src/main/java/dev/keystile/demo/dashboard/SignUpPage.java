package dev.keystile.demo.dashboard;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.CreatedAccount;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page on which a visitor creates an account. The new account's owner is logged in at once. */
final class SignUpPage {

    /** The path of the page and of its form. */
    static final String PATH = "/dashboard/sign-up";

    private final Views views;
    private final SignUpPolicy policy;
    private final SignUpAccounts accounts;
    private final NewAccounts newAccounts;
    private final Sessions sessions;
    private final VisitorForms forms = new VisitorForms();

    SignUpPage(Views views, SignUpPolicy policy, SignUpAccounts accounts, NewAccounts newAccounts, Sessions sessions) {
        this.views = views;
        this.policy = policy;
        this.accounts = accounts;
        this.newAccounts = newAccounts;
        this.sessions = sessions;
    }

    /** Shows the form, or takes the form. */
    void respond(HttpServletRequest request, HttpServletResponse response) throws IOException, AdminException {
        SignUpRefusal refusal = policy.refusal(request);
        if (refusal != null) {
            refuse(response, refusal);
        } else if (!request.getMethod().equals("POST")) {
            form(request, response, 200, "", null);
        } else if (!SameOrigin.isProven(request)) {
            refuse(response, SignUpRefusal.FOREIGN_FORM);
        } else if (!forms.isOwn(request)) {
            refuse(response, SignUpRefusal.EXPIRED_FORM);
        } else {
            create(request, response, Objects.requireNonNullElse(request.getParameter("name"), ""));
        }
    }

    private void create(HttpServletRequest request, HttpServletResponse response, String name)
            throws IOException, AdminException {
        Optional<CreatedAccount> created;
        try {
            created = accounts.create(new Actor("sign-up", request.getRemoteAddr()), name.strip());
        } catch (InvalidException e) {
            form(request, response, 422, name, "No account was created: " + e.getMessage());
            return;
        }
        if (created.isEmpty()) {
            refuse(response, SignUpRefusal.FULL);
            return;
        }
        String accountId = created.get().description().id();
        forms.forget(request, response);
        Session session = sessions.open(DashboardUser.ownerOf(accountId), request, response);
        newAccounts.welcome(created.get(), session, response);
    }

    private void form(
            HttpServletRequest request, HttpServletResponse response, int status, String name, @Nullable String error)
            throws IOException {
        Map<String, Object> model = new HashMap<>();
        model.put("csrf", forms.token(request, response));
        model.put("name", name);
        if (error != null) {
            model.put("error", error);
        }
        views.write(response, status, "sign-up", model);
    }

    private void refuse(HttpServletResponse response, SignUpRefusal refusal) throws IOException {
        views.write(
                response,
                HttpServletResponse.SC_FORBIDDEN,
                "message",
                Map.of("title", refusal.title(), "text", refusal.text()));
    }
}
