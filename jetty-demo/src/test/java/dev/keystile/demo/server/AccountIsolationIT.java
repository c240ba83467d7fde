package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.demo.server.IsolatedAccount.Form;
import dev.keystile.demo.server.StatementLog.Observed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Six accounts with equal names, external ids, domains and redirect URIs, played against each other: whatever one names of
 * another is as if nobody had it.
 */
class AccountIsolationIT {

    private static final int ACCOUNTS = 6;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    /** Every parameter of the API that names something, except those of a Project ID, which is public. */
    private static final List<String> PARAMETERS = List.of(
            "after",
            "before",
            "organization",
            "organization_id",
            "connection",
            "domain",
            "domains",
            "code",
            "id",
            "external_id",
            "account",
            "key_id");

    @TempDir
    private static Path folder;

    private static RunningDemo demo;
    private static StatementLog log;
    private static List<IsolatedAccount> accounts;
    private static int turn;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.start(folder);
        log = new StatementLog(demo);
        accounts = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add(IsolatedAccount.make(demo));
        }
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    /** Another account each time. */
    private static IsolatedAccount viewer() {
        return accounts.get(turn++ % ACCOUNTS);
    }

    private static IsolatedAccount owner() {
        return accounts.get(turn % ACCOUNTS);
    }

    private static List<Map<String, List<String>>> everything() {
        return accounts.stream().map(IsolatedAccount::rows).toList();
    }

    private static void assertSame(String what, IsolatedAccount viewer, Observed foreign, Observed nobodys) {
        assertThat(foreign).as(what).isEqualTo(nobodys);
        for (IsolatedAccount other : accounts) {
            if (other != viewer) {
                assertThat(other.secrets()).as(what).noneMatch(foreign.body()::contains);
            }
        }
    }

    @Test
    void anIdInAPathOfTheApiIsNobodys() throws Exception {
        List<Map<String, List<String>>> before = everything();
        for (String mapping : new TreeSet<>(demo.mappings())) {
            for (String method : METHODS) {
                for (String kind : IsolatedAccount.KINDS) {
                    IsolatedAccount viewer = viewer();
                    String foreign = owner().id(kind);
                    String nobodys = IsolatedAccount.likeId(foreign);
                    String path = mapping.replaceAll("/\\*?$", "") + "/";
                    assertSame(
                            method + " " + mapping + " " + kind,
                            viewer,
                            log.observe(viewer.api(method, path + foreign), foreign),
                            log.observe(viewer.api(method, path + nobodys), nobodys));
                }
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anIdInAParameterOfTheApiIsNobodys() throws Exception {
        List<Map<String, List<String>>> before = everything();
        for (String mapping : new TreeSet<>(demo.mappings())) {
            for (String parameter : PARAMETERS) {
                for (String kind : IsolatedAccount.kindsOf(parameter)) {
                    IsolatedAccount viewer = viewer();
                    String foreign = owner().id(kind);
                    String nobodys = IsolatedAccount.likeId(foreign);
                    String path = mapping.replaceAll("/\\*?$", "") + "?" + viewer.query(mapping) + parameter + "=";
                    assertSame(
                            mapping + " " + parameter + " " + kind,
                            viewer,
                            log.observe(viewer.api("GET", path + foreign), foreign),
                            log.observe(viewer.api("GET", path + nobodys), nobodys));
                }
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatIsEqualInEveryAccountIsEachOnesOwn() throws Exception {
        for (IsolatedAccount one : accounts) {
            String own = one.id("org");
            assertThat(one.json("/organizations/external_id/cus_1").get("id").stringValue())
                    .isEqualTo(own);
            JsonNode ofDomain = one.json("/organizations?domains=acme.example").get("data");
            assertThat(ofDomain).hasSize(1);
            assertThat(ofDomain.get(0).get("id").stringValue()).isEqualTo(own);
            assertThat(one.json("/connections?limit=100").get("data")).hasSize(5);
            assertThat(one.signIn("domain", "acme.example")
                            .get("organization_id")
                            .stringValue())
                    .isEqualTo(own);
            assertThat(one.json("/project").at("/account/id").stringValue()).isEqualTo(one.accountId());
            assertThat(one.json("/whoami").at("/account/name").stringValue()).isEqualTo("Acme");
        }
    }

    @Test
    void aCodeOfAnotherAccountIsNobodys() throws Exception {
        for (int i = 0; i < ACCOUNTS; i++) {
            IsolatedAccount viewer = viewer();
            String foreign = owner().code("provider", "GoogleOAuth");
            String nobodys = IsolatedAccount.likeId(foreign);
            assertSame(
                    "code",
                    viewer,
                    log.observe(viewer.tokenRequest(foreign), foreign),
                    log.observe(viewer.tokenRequest(nobodys), nobodys));
            assertThat(demo.client()
                            .send(owner().tokenRequest(foreign), StatementLog.TEXT)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theProjectIdOfAnotherAccountBesideThisAccountsSecretIsNobodys() throws Exception {
        for (int i = 0; i < ACCOUNTS; i++) {
            IsolatedAccount viewer = viewer();
            String code = owner().code("provider", "GoogleOAuth");
            String foreign = owner().id("project");
            String nobodys = IsolatedAccount.likeId(foreign);
            assertSame(
                    "client_id",
                    viewer,
                    log.observe(viewer.tokenRequest(code, foreign), foreign),
                    log.observe(viewer.tokenRequest(code, nobodys), nobodys));
        }
    }

    @Test
    void aFormOfAnotherAccountIsRefusedInThisSession() throws Exception {
        for (IsolatedAccount owner : accounts) {
            IsolatedAccount viewer = accounts.get((accounts.indexOf(owner) + 1) % ACCOUNTS);
            List<Map<String, List<String>>> before = everything();
            for (Form form : owner.forms()) {
                Observed observed = log.observe(viewer.post(form), form.action());
                assertThat(observed.status()).as(form.action()).isEqualTo(403);
                assertThat(observed.statements()).as(form.action()).isEmpty();
            }
            assertThat(everything()).isEqualTo(before);
        }
    }

    @Test
    void whatAFormNamesOfAnotherAccountIsNobodys() throws Exception {
        Map<String, Integer> forms = new HashMap<>();
        for (IsolatedAccount owner : accounts) {
            IsolatedAccount viewer = accounts.get((accounts.indexOf(owner) + 1) % ACCOUNTS);
            List<Map<String, List<String>>> before = everything();
            for (Form form : owner.forms()) {
                for (String named : owner.namedIn(form)) {
                    forms.merge(form.action().replace(named, "ID"), 1, Integer::sum);
                    String nobodys = IsolatedAccount.likeId(named);
                    Form own = form.with("csrf", viewer.csrf());
                    assertSame(
                            form.action(),
                            viewer,
                            log.observe(viewer.post(own), named),
                            log.observe(viewer.post(own.replacing(named, nobodys)), nobodys));
                }
            }
            assertThat(everything()).isEqualTo(before);
        }
        assertThat(forms.keySet())
                .contains(
                        "/dashboard/demo/keys/ID/roll",
                        "/dashboard/demo/keys/ID/revoke",
                        "/dashboard/demo/keys/ID/reveal",
                        "/dashboard/demo/sso/forbid");
    }

    @Test
    void aPageShowsNothingOfAnotherAccount() throws Exception {
        // New ones, whose own requests have named nothing of the others: the activity shows one's own requests.
        List<IsolatedAccount> viewers = List.of(IsolatedAccount.make(demo), IsolatedAccount.make(demo));
        List<IsolatedAccount> all =
                Stream.concat(accounts.stream(), viewers.stream()).toList();
        for (IsolatedAccount each : all) {
            each.json("/organizations/" + each.id("org"));
        }
        for (IsolatedAccount viewer : viewers) {
            viewer.crawl();
            assertThat(viewer.pages()).hasSizeGreaterThan(6);
            assertThat(viewer.pages().get("/dashboard/demo/activity")).contains(viewer.id("org"));
            viewer.pages().forEach((path, body) -> {
                for (IsolatedAccount other : all) {
                    if (other != viewer) {
                        assertThat(other.secrets()).as(path).noneMatch(body::contains);
                    }
                }
            });
        }
    }
}
