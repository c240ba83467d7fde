package dev.keystile.demo.dashboard;

import dev.keystile.admin.CreatedAccount;
import dev.keystile.admin.IssuedKey;
import dev.keystile.demo.sealing.SealedKeys;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps the keys of an account that was just created, and has the account's first page show the keys. */
final class NewAccounts {

    private final SealedKeys sealed;
    private final InstantSource clock;

    NewAccounts(SealedKeys sealed, InstantSource clock) {
        this.sealed = sealed;
        this.clock = clock;
    }

    /** Redirects to the first page of an account, which is open in the session. */
    void welcome(CreatedAccount created, Session session, HttpServletResponse response) {
        String page = WelcomeSection.page(created.description().id());
        Instant now = clock.instant();
        for (IssuedKey issued : created.keys()) {
            sealed.keep(issued);
            session.show(page, issued.record().id(), issued.key(), now);
        }
        DashboardRequest.redirect(response, WelcomeSection.PATH);
    }
}
