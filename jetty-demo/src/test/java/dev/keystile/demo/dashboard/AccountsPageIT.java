package dev.keystile.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.Actor;
import dev.keystile.admin.CreatedAccount;
import dev.keystile.admin.KeyQuery;
import dev.keystile.demo.server.RunningDemo;
import dev.keystile.key.AccountState;
import dev.keystile.key.KeyState;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's list of accounts, without a browser. */
@TestInstance(Lifecycle.PER_CLASS)
class AccountsPageIT {

    private static final Actor TEST = new Actor("test", "test");
    private static final String ACCOUNTS = "/dashboard/accounts";
    private static final Pattern ROW = Pattern.compile("aria-label=\"Open ([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\">Next page<");
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private RunningDemo demo;
    private AccountAdmin accounts;
    private CreatedAccount acme;
    private String cookie = "";

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        demo = RunningDemo.start(folder, InstantSource.system());
        accounts = demo.database().keys().accounts();
        acme = accounts.createWithKeys(TEST, AccountRequest.of("Acme").id("cus_acme"));
        accounts.importAll(
                TEST,
                IntStream.range(0, 60)
                        .mapToObj(i -> AccountRequest.of("Crowd " + i).id("many_" + (100 + i)))
                        .toList(),
                done -> {});
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @BeforeEach
    void activate() throws Exception {
        accounts.resume(TEST, "cus_acme");
    }

    private void logIn(String link) throws Exception {
        cookie = "";
        HttpResponse<String> response = send("GET", URI.create(link), "");
        assertThat(response.statusCode()).isEqualTo(303);
        cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", demo.uri(path), "");
    }

    private HttpResponse<String> send(String method, URI uri, String form) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, form.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(form));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a form with the token of a page. */
    private HttpResponse<String> post(String page, String path, Map<String, String> fields) throws Exception {
        Matcher csrf = CSRF.matcher(get(page).body());
        assertThat(csrf.find()).isTrue();
        String form = "csrf=" + csrf.group(1)
                + fields.entrySet().stream()
                        .map(field -> "&" + field.getKey() + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
        return send("POST", demo.uri(path), form);
    }

    private HttpResponse<String> act(String action, Map<String, String> fields) throws Exception {
        return post(ACCOUNTS, ACCOUNTS + "/" + action, fields);
    }

    private static List<String> rows(String page) {
        return ROW.matcher(page).results().map(row -> row.group(1)).toList();
    }

    @Test
    void withSeveralAccountsTheOperatorChoosesOne() throws Exception {
        logIn(demo.loginLink());

        HttpResponse<String> first = get("/dashboard/demo/keys");
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).contains(ACCOUNTS);

        assertThat(act("open", Map.of("account", "cus_acme")).statusCode()).isEqualTo(303);
        assertThat(get("/dashboard/demo/keys").body()).contains("cus_acme", "Acme");
    }

    @Test
    void thePagesHoldEachAccountOnce() throws Exception {
        logIn(demo.loginLink());
        List<String> seen = new ArrayList<>();
        String path = ACCOUNTS + "?search=many_";
        while (!path.isEmpty()) {
            String page = get(path).body();
            seen.addAll(rows(page));
            Matcher next = NEXT.matcher(page);
            path = next.find() ? next.group(1).replace("&amp;", "&") : "";
        }

        assertThat(seen).hasSize(60).doesNotHaveDuplicates().allMatch(id -> id.startsWith("many_"));
    }

    @Test
    void theListIsSearchedByNameIdAndState() throws Exception {
        logIn(demo.loginLink());
        accounts.suspend(TEST, "cus_acme");

        assertThat(rows(get(ACCOUNTS + "?search=acm").body())).containsExactly("cus_acme");
        assertThat(rows(get(ACCOUNTS + "?search=CUS_ACM").body())).containsExactly("cus_acme");
        assertThat(rows(get(ACCOUNTS + "?state=suspended").body())).containsExactly("cus_acme");
        assertThat(get(ACCOUNTS + "?search=%25%22%3E%3Cb%3E").body())
                .contains("No account matches.", "value=\"%&quot;&gt;&lt;b&gt;\"");
        assertThat(rows(get(ACCOUNTS + "?after=zzz").body())).isEmpty();
        assertThat(get(ACCOUNTS + "?search=%00").statusCode()).isEqualTo(400);
    }

    @Test
    void anAccountIsSuspendedAndResumed() throws Exception {
        logIn(demo.loginLink());

        HttpResponse<String> suspended = act("suspend", Map.of("account", "cus_acme", "search", "acm"));
        assertThat(suspended.headers().firstValue("Location")).contains(ACCOUNTS + "?search=acm");
        assertThat(get(ACCOUNTS).body()).contains("The account cus_acme is suspended.");
        assertThat(accounts.describe("cus_acme").account().state()).isEqualTo(AccountState.SUSPENDED);
        assertThat(get(ACCOUNTS).body()).doesNotContain("The account cus_acme is suspended.");

        act("resume", Map.of("account", "cus_acme"));
        assertThat(accounts.describe("cus_acme").account().state()).isEqualTo(AccountState.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "suspend", "resume"})
    void anAccountThatIsNotThereIsSaidSo(String action) throws Exception {
        logIn(demo.loginLink());

        act(action, Map.of("account", "nobody"));

        assertThat(get(ACCOUNTS).body()).contains("Nothing was changed: ").contains("nobody");
    }

    @Test
    void theOperatorCreatesAnAccountAndSeesItsKeysOnce() throws Exception {
        logIn(demo.loginLink());

        HttpResponse<String> created = act("create", Map.of("name", "Zeta", "id", "cus_zeta"));
        assertThat(created.headers().firstValue("Location")).contains("/dashboard/demo/welcome");
        String page = get("/dashboard/demo/welcome").body();
        assertThat(Pattern.compile("[ps]k_(demo|default)_[0-9A-Za-z]{39}")
                        .matcher(page)
                        .results()
                        .map(key -> key.group())
                        .distinct())
                .hasSize(4);
        assertThat(page).contains("login --account cus_zeta");
        assertThat(get("/dashboard/demo/welcome").body()).doesNotContainPattern("_[0-9A-Za-z]{39}");

        act("create", Map.of("name", "Again", "id", "cus_zeta"));
        assertThat(get(ACCOUNTS).body()).contains("No account was created: ").contains("value=\"Again\"");
    }

    @Test
    void anOwnerHasNoSuchPagesAndNoSuchForms() throws Exception {
        logIn(demo.loginLink(DashboardUser.ownerOf("cus_acme")));
        String keys = "/dashboard/demo/keys";
        HttpResponse<String> nothing = get("/dashboard/nothing");
        HttpResponse<String> nothingSent = post(keys, "/dashboard/nothing/open", Map.of("account", "default"));

        assertThat(nothing.statusCode()).isEqualTo(404);
        for (String path : List.of(ACCOUNTS, ACCOUNTS + "/", ACCOUNTS + "?search=many", ACCOUNTS + "/open")) {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).as(path).isEqualTo(nothing.body());
        }
        for (String action : List.of("open", "suspend", "resume", "create")) {
            for (String account : List.of("default", "cus_acme", "nobody")) {
                HttpResponse<String> response =
                        post(keys, ACCOUNTS + "/" + action, Map.of("account", account, "name", "x"));
                assertThat(response.statusCode()).as(action).isEqualTo(nothingSent.statusCode());
                assertThat(response.body()).as(action).isEqualTo(nothingSent.body());
            }
        }
        assertThat(accounts.describe("cus_acme").account().state()).isEqualTo(AccountState.ACTIVE);
        assertThat(accounts.describe("default").account().state()).isEqualTo(AccountState.ACTIVE);
        assertThat(get(keys).body()).doesNotContain("href=\"/dashboard/accounts\"");
    }

    @Test
    void aFormOfAnAccountSuspendsNobody() throws Exception {
        logIn(demo.loginLink());
        act("open", Map.of("account", "cus_acme"));

        HttpResponse<String> response =
                post("/dashboard/demo/keys", ACCOUNTS + "/suspend", Map.of("account", "cus_acme"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(accounts.describe("cus_acme").account().state()).isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void aSuspendedAccountOnlyRevokes() throws Exception {
        logIn(demo.loginLink(DashboardUser.ownerOf("cus_acme")));
        accounts.suspend(TEST, "cus_acme");
        String keys = "/dashboard/demo/keys";
        String page = get(keys).body();
        assertThat(page).contains("This account is suspended: ").doesNotContain(">Create key<", ">Roll<", ">Reveal<");
        int before = active();
        String id = acme.keys().stream()
                .map(key -> key.record())
                .filter(key -> key.environment().id().equals("demo"))
                .findFirst()
                .orElseThrow()
                .id();

        for (Map.Entry<String, Map<String, String>> form : Map.of(
                        keys,
                        Map.of("type", "secret", "name", "more"),
                        keys + "/" + id + "/roll",
                        Map.of("grace", "now"),
                        "/dashboard/demo/sso/allow",
                        Map.of("uri", "https://a.example/"))
                .entrySet()) {
            assertThat(post("/dashboard/demo/activity", form.getKey(), form.getValue())
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(get(keys).body()).contains("Nothing was changed: this account is suspended.");
        assertThat(get("/dashboard/demo/sso").body()).doesNotContain("https://a.example/");
        assertThat(active()).isEqualTo(before);

        post(keys, keys + "/" + id + "/revoke", Map.of());
        assertThat(active()).isEqualTo(before - 1);
    }

    private int active() throws Exception {
        return demo.database()
                .keys()
                .admin()
                .list(KeyQuery.all().account("cus_acme").states(Set.of(KeyState.ACTIVE)))
                .keys()
                .size();
    }

    @Test
    void theLoginPageSaysHowToGetALink() throws Exception {
        cookie = "";

        HttpResponse<String> page = get("/dashboard/login");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("java -jar keystile-demo.jar login<")
                .contains("java -jar keystile-demo.jar login --account ACCOUNT_ID");
    }
}
