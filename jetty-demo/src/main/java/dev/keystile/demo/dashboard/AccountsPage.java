package dev.keystile.demo.dashboard;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountPage;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.CreatedAccount;
import dev.keystile.demo.dashboard.Session.Draft;
import dev.keystile.demo.dashboard.Session.Notice;
import dev.keystile.key.AccountState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The operator's list of all accounts: search, create, suspend, resume, and open the dashboard of an account. */
final class AccountsPage {

    /** The path of the list. */
    static final String PATH = "/dashboard/accounts";

    private static final String SEGMENT = "accounts";

    private final Views views;
    private final AccountAdmin accounts;
    private final NewAccounts newAccounts;
    private final InstantSource clock;

    AccountsPage(Views views, AccountAdmin accounts, NewAccounts newAccounts, InstantSource clock) {
        this.views = views;
        this.accounts = accounts;
        this.newAccounts = newAccounts;
        this.clock = clock;
    }

    /** Whether a path below {@code /dashboard} is the list or one of its forms, and the user is the operator. */
    static boolean isFor(Session session, List<String> path) {
        return session.user().isOperator() && !path.isEmpty() && path.get(0).equals(SEGMENT);
    }

    /**
     * Shows the list or executes a form, whose token was checked.
     *
     * @return false if the user has no such page: for an owner of an account there is none
     */
    boolean respond(HttpServletRequest request, HttpServletResponse response, Session session, List<String> path)
            throws IOException, AdminException {
        if (!isFor(session, path)) {
            return false;
        }
        if (!request.getMethod().equals("POST")) {
            return path.size() == 1 && show(request, response, session);
        }
        return path.size() == 2 && act(request, response, session, path.get(1));
    }

    private boolean show(HttpServletRequest request, HttpServletResponse response, Session session)
            throws IOException, AdminException {
        AccountListPlace place = AccountListPlace.of(request);
        AccountPage page;
        try {
            page = accounts.list(place.query());
        } catch (InvalidException e) {
            return false;
        }
        Instant now = clock.instant();
        boolean isSeen = request.getMethod().equals("GET");
        Map<String, Object> model = new HashMap<>();
        model.put("section", SEGMENT);
        model.put("operator", true);
        model.put("csrf", session.csrfToken(null));
        model.put("place", place);
        model.put("states", AccountState.values());
        model.put(
                "rows",
                page.accounts().stream()
                        .map(account -> AccountRow.of(account.account(), now))
                        .toList());
        if (page.next() != null) {
            model.put("next", place.at(page.next()));
        }
        if (!place.after().isEmpty()) {
            model.put("first", place.at(null));
        }
        Notice notice = isSeen ? session.takeNotice(PATH) : null;
        if (notice != null) {
            model.put("notice", notice);
        }
        Draft draft = isSeen ? session.takeDraft(PATH) : null;
        model.put("filled", draft == null ? Map.of() : draft.fields());
        model.put("formError", draft == null ? null : draft.error());
        views.write(response, 200, "accounts", model);
        return true;
    }

    private boolean act(HttpServletRequest request, HttpServletResponse response, Session session, String action)
            throws AdminException {
        Actor actor = new Actor("operator", request.getRemoteAddr());
        String id = parameter(request, "account");
        try {
            switch (action) {
                case "create" -> create(request, response, session, actor);
                case "open" -> open(response, session, id);
                case "suspend" -> {
                    accounts.suspend(actor, id);
                    back(
                            request,
                            response,
                            session,
                            Notice.done("The account " + id + " is suspended. Its keys are refused."));
                }
                case "resume" -> {
                    accounts.resume(actor, id);
                    back(request, response, session, Notice.done("The account " + id + " is active again."));
                }
                default -> {
                    return false;
                }
            }
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (AdminException e) {
            back(request, response, session, Notice.failed("Nothing was changed: " + e.getMessage()));
        }
        return true;
    }

    private void open(HttpServletResponse response, Session session, String id) throws AdminException {
        session.open(accounts.describe(id).id());
        DashboardRequest.redirect(response, DashboardServlet.FIRST_PAGE);
    }

    private void create(HttpServletRequest request, HttpServletResponse response, Session session, Actor actor)
            throws AdminException {
        String name = parameter(request, "name");
        String id = parameter(request, "id");
        CreatedAccount created;
        try {
            created = accounts.createWithKeys(actor, AccountRequest.of(name).id(id.isEmpty() ? null : id));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (AdminException e) {
            session.keep(PATH, new Draft(Map.of("name", name, "id", id), "No account was created: " + e.getMessage()));
            DashboardRequest.redirect(response, PATH);
            return;
        }
        session.open(created.description().id());
        newAccounts.welcome(created, session, response);
    }

    private static void back(HttpServletRequest request, HttpServletResponse response, Session session, Notice notice) {
        session.say(PATH, notice);
        DashboardRequest.redirect(response, AccountListPlace.of(request).url());
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "").strip();
    }
}
