package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.demo.server.IsolatedAccount.Form;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suspended account: its keys, its sign-ins and its dashboard, and those of another account beside it. */
class SuspendedAccountIT {

    private static final Actor OPERATOR = new Actor("test", "test");

    @TempDir
    private Path folder;

    private RunningDemo demo;
    private AccountAdmin admin;
    private IsolatedAccount account;
    private IsolatedAccount other;

    @BeforeEach
    void start() throws Exception {
        demo = RunningDemo.start(folder);
        admin = demo.database().keys().accounts();
        account = IsolatedAccount.make(demo);
        other = IsolatedAccount.make(demo);
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private HttpResponse<String> get(IsolatedAccount whose, String path) throws Exception {
        return demo.client().send(whose.api("GET", path), StatementLog.TEXT);
    }

    private String authorize(IsolatedAccount whose) {
        return "/sso/authorize?" + whose.query("/sso/authorize") + "provider=GoogleOAuth";
    }

    @Test
    void itsKeysAndSignInsAreRefusedUntilItIsActiveAgain() throws Exception {
        String code = account.code("provider", "GoogleOAuth");
        admin.suspend(OPERATOR, account.accountId());

        HttpResponse<String> refused = get(account, "/organizations");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("account_suspended");
        HttpResponse<String> page = get(account, authorize(account));
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).isEmpty();
        HttpResponse<String> token = demo.client().send(account.tokenRequest(code), StatementLog.TEXT);
        assertThat(token.statusCode()).isEqualTo(400);
        assertThat(token.body()).contains("\"invalid_client\"");
        assertThat(get(other, "/organizations").statusCode()).isEqualTo(200);
        assertThat(get(other, authorize(other)).statusCode()).isEqualTo(302);

        admin.resume(OPERATOR, account.accountId());

        assertThat(get(account, "/organizations").statusCode()).isEqualTo(200);
        assertThat(demo.client()
                        .send(account.tokenRequest(code), StatementLog.TEXT)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenThatWasIssuedBeforeGivesNoProfile() throws Exception {
        String body = demo.client()
                .send(account.tokenRequest(account.code("provider", "GoogleOAuth")), StatementLog.TEXT)
                .body();
        String token = RunningDemo.JSON.readTree(body).get("access_token").stringValue();
        admin.suspend(OPERATOR, account.accountId());

        assertThat(demo.send("GET", "/sso/profile", token, null).statusCode()).isEqualTo(401);
    }

    @Test
    void itsDashboardShowsTheStateAndChangesNothing() throws Exception {
        List<Form> forms = account.forms();
        assertThat(forms).hasSizeGreaterThan(10);
        admin.suspend(OPERATOR, account.accountId());
        Map<String, List<String>> before = account.rows();

        for (Form form : forms) {
            if (!form.action().endsWith("/revoke") && !form.action().endsWith("/logout")) {
                HttpResponse<String> response = demo.client().send(account.post(form), StatementLog.TEXT);
                assertThat(response.statusCode()).as(form.action()).isEqualTo(303);
                assertThat(response.headers().firstValue("Location").orElseThrow())
                        .as(form.action())
                        .startsWith("/dashboard/");
            }
        }
        assertThat(account.rows()).isEqualTo(before);
        account.crawl();
        assertThat(account.pages().get("/dashboard/demo/keys"))
                .contains("This account is suspended")
                .contains("Nothing was changed: this account is suspended.");
        assertThat(account.forms())
                .extracting(Form::action)
                .allMatch(action -> action.endsWith("/revoke") || action.endsWith("/logout"));
    }

    @Test
    void itsKeysCanBeRevoked() throws Exception {
        admin.suspend(OPERATOR, account.accountId());
        account.crawl();
        Form revoke = account.forms().stream()
                .filter(form -> form.action().endsWith("/keys/" + account.id("key") + "/revoke"))
                .findFirst()
                .orElseThrow();

        assertThat(demo.client().send(account.post(revoke), StatementLog.TEXT).statusCode())
                .isEqualTo(303);

        KeyAdmin keys = demo.database().keys().admin();
        assertThat(keys.describe(account.id("key")).key().isRevoked()).isTrue();
    }
}
