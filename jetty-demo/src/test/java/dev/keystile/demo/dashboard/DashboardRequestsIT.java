package dev.keystile.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.KeyQuery;
import dev.keystile.admin.KeyRequest;
import dev.keystile.admin.WrongKey;
import dev.keystile.demo.server.RunningDemo;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard without a browser. */
class DashboardRequestsIT {

    private static final String KEYS = "/dashboard/demo/keys";
    private static final Pattern KEY = Pattern.compile("sk_demo_[0-9A-Za-z]{39}");

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private RunningDemo demo;
    private String cookie = "";

    @BeforeEach
    void start() throws Exception {
        demo = RunningDemo.start(folder, InstantSource.system());
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        return send(request(method, demo.uri(path), headers));
    }

    private HttpRequest.Builder request(String method, URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> logIn(String... headers) throws Exception {
        HttpResponse<String> response = send(request("GET", URI.create(demo.loginLink()), headers));
        assertThat(response.statusCode()).isEqualTo(303);
        cookie = setCookie(response).split(";", 2)[0];
        return response;
    }

    private static String setCookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElse("");
    }

    private HttpResponse<String> post(String path, Map<String, String> fields, String... headers) throws Exception {
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"")
                .matcher(send("GET", "/dashboard/demo/activity", headers).body());
        assertThat(csrf.find()).isTrue();
        String form = "csrf=" + csrf.group(1)
                + fields.entrySet().stream()
                        .map(field -> "&" + field.getKey() + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
        return send(request("GET", demo.uri(path), headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method("POST", BodyPublishers.ofString(form)));
    }

    private void create(String environment) throws Exception {
        HttpResponse<String> made =
                post("/dashboard/" + environment + "/keys", Map.of("type", "secret", "name", "new"));
        assertThat(made.statusCode()).isEqualTo(303);
    }

    @Test
    void headOfALoginLinkUsesNothingUp() throws Exception {
        URI link = URI.create(demo.loginLink());

        HttpResponse<String> head = send(request("HEAD", link));
        assertThat(head.statusCode()).isEqualTo(204);
        assertThat(setCookie(head)).isEmpty();

        assertThat(send(request("GET", link)).statusCode()).isEqualTo(303);
        assertThat(send(request("GET", link)).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch;prerender",
        "Purpose, prefetch",
        "X-Moz, prefetch",
        "purpose, Prefetch",
    })
    void whatABrowserFetchesAheadDoesNotUseUpTheLink(String name, String value) throws Exception {
        URI link = URI.create(demo.loginLink());

        HttpResponse<String> ahead = send(request("GET", link, name, value));
        assertThat(ahead.statusCode()).isEqualTo(503);
        assertThat(setCookie(ahead)).isEmpty();

        assertThat(send(request("GET", link)).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=%ff", "name=%zz", "name=%", "name=a%00b"})
    void aFormThatCannotBeReadGetsAPage(String form) throws Exception {
        logIn();

        HttpResponse<String> response = send(request("GET", demo.uri(KEYS))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method("POST", BodyPublishers.ofString(form)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(response.body()).contains("A field cannot be read");
    }

    @Test
    void aNewKeyIsShownByGetOfItsOwnPageAndByNothingElse() throws Exception {
        logIn();
        create("demo");

        for (String path : new String[] {
            KEYS, "/dashboard", "/dashboard/demo/sso", "/dashboard/default/keys", "/docs", "/dashboard/demo/activity"
        }) {
            send("HEAD", path);
        }
        for (String path : new String[] {
            "/dashboard",
            "/dashboard/demo/sso",
            "/dashboard/default/keys",
            "/dashboard/demo/activity",
            "/docs/errors",
            "/dashboard/demo/keys/more",
            "/dashboard/default/sso",
            "/dashboard/nowhere/keys"
        }) {
            assertThat(send("GET", path).body())
                    .doesNotContain("The key is made.")
                    .doesNotContainPattern(KEY);
        }
        assertThat(send("GET", KEYS, "Sec-Purpose", "prefetch").statusCode()).isEqualTo(503);

        HttpResponse<String> page = send("GET", KEYS);
        assertThat(page.body()).contains("The key is made.").containsPattern(KEY);
        assertThat(send("GET", KEYS).body()).doesNotContain("The key is made.").doesNotContainPattern(KEY);
    }

    @Test
    void theKeysOfTwoEnvironmentsWaitForTheirOwnPages() throws Exception {
        logIn();
        create("default");
        create("demo");
        create("demo");

        assertThat(KEY.matcher(send("GET", KEYS).body()).results()).hasSize(2);
        assertThat(send("GET", "/dashboard/default/keys").body()).containsPattern("sk_default_[0-9A-Za-z]{39}");
    }

    @Test
    void headOfAFormThatWasWrongLeavesItAndHeadOfACallbackLeavesTheSignIn() throws Exception {
        logIn();
        assertThat(post(KEYS, Map.of("type", "secret", "name", "a\u202eb")).statusCode())
                .isEqualTo(303);
        send("HEAD", KEYS);
        assertThat(send("GET", "/dashboard/default/keys").body()).doesNotContain("No key was made");
        assertThat(send("GET", KEYS).body())
                .contains("No key was made: the key&#39;s name must be printable text on one line, without U+202E");

        String authorize = post("/dashboard/demo/sso/try", Map.of("provider", "GoogleOAuth"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String callback = send(request("GET", URI.create(authorize)))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        send(request("HEAD", URI.create(callback)));
        assertThat(send(request("GET", URI.create(callback))).body()).contains("demo.user.one@example.com");
    }

    @Test
    void aKeyThatMayNotBeIsRefusedInTheWordsOfEveryDoor() throws Exception {
        logIn();
        for (WrongKey wrong : WrongKey.values()) {
            KeyRequest request = wrong.request();
            post(
                    KEYS,
                    Map.of(
                            "type", request.type().label(),
                            "name", request.name(),
                            "scopes", words(request.scopes()),
                            "origins", words(request.origins()),
                            "networks", words(request.networks())));

            assertThat(send("GET", KEYS).body())
                    .as(wrong.name())
                    .contains("No key was made: " + wrong.message().replace("'", "&#39;"));
        }
        assertThat(demo.database().keys().admin().list(KeyQuery.all()).keys()).hasSize(4);
    }

    private static String words(@Nullable List<String> words) {
        return words == null ? "" : String.join(" ", words);
    }

    @Test
    void headOfTheDocumentationRevealsNothing() throws Exception {
        logIn();
        send("HEAD", "/docs");
        assertThat(reveals()).isZero();
        send("GET", "/docs");
        assertThat(reveals()).isEqualTo(1);
    }

    private int reveals() {
        return demo.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM keystile_audit WHERE action = 'reveal'")
                        .mapTo(int.class)
                        .one());
    }

    @ParameterizedTest
    @CsvSource({"name, a\0b", "networks, a\u0001b", "lifetime, a\u001bb", "more, a\u009bb"})
    void aControlCharacterInAFormIsRefused(String field, String value) throws Exception {
        logIn();

        HttpResponse<String> response = post(KEYS, Map.of("type", "secret", field, value));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("A field cannot be read");
        assertThat(send("GET", "/dashboard/login?token=%00").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/dashboard/demo/sso?state=%00").statusCode()).isEqualTo(400);
    }

    @Test
    void whatTheDatabaseSaysIsInTheLogAndOnNoPage() throws Exception {
        logIn();
        assertThat(post(KEYS, Map.of("type", "secret", "name", "n".repeat(256))).statusCode())
                .isEqualTo(303);
        assertThat(send("GET", KEYS).body())
                .contains("No key was made: the key&#39;s name must have 255 characters at most, not 256")
                .doesNotContainIgnoringCase("varying", "value too long", "INSERT");

        demo.database().jdbi().useHandle(handle -> handle.execute("DROP TABLE demo_redirect_uri"));
        HttpResponse<String> broken = send("GET", "/dashboard/demo/sso", "X-Request-ID", "request-7");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body())
                .contains("Something went wrong here", "request ID request-7")
                .doesNotContainIgnoringCase("demo_redirect_uri", "SELECT", "org.");

        demo.database().jdbi().useHandle(handle -> handle.execute("DROP TABLE keystile_key CASCADE"));
        assertThat(send("GET", KEYS).statusCode()).isEqualTo(503);
        assertThat(send("GET", KEYS).body()).doesNotContainIgnoringCase("keystile_key", "SELECT");
    }

    @Test
    void theCookieIsForTlsAloneWhereTheBrowserUsesIt() throws Exception {
        String plain = setCookie(logIn());
        assertThat(plain).matches("keystile_session=\\S+; Path=/; HttpOnly; SameSite=Strict");

        String[] tls = {"X-Forwarded-Proto", "https"};
        assertThat(send("GET", KEYS, tls).statusCode()).as("of plain HTTP").isEqualTo(401);
        String secure = setCookie(logIn(tls));
        assertThat(secure).matches("__Host-keystile_session=\\S+; Path=/; HttpOnly; SameSite=Strict; Secure");
        assertThat(send("GET", KEYS, tls).statusCode()).isEqualTo(200);
        assertThat(send("GET", KEYS).statusCode()).isEqualTo(401);

        HttpResponse<String> out = post("/dashboard/logout", Map.of(), tls);
        assertThat(setCookie(out)).startsWith("__Host-keystile_session=; ").endsWith("; Secure; Max-Age=0");
        assertThat(send("GET", KEYS, tls).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "ftp", ""})
    void anotherSchemeMakesTheCookieNoStricter(String scheme) throws Exception {
        assertThat(setCookie(logIn("X-Forwarded-Proto", scheme))).doesNotContain("Secure", "__Host-");
    }

    @Test
    void anOldNameIsEscapedOnThePage() throws Exception {
        logIn();
        demo.database()
                .jdbi()
                .useHandle(handle -> handle.execute("UPDATE keystile_key SET name = ?", "evil\u202e\u0007name"));

        assertThat(send("GET", KEYS).body()).contains("evil\\u202E\\u0007name").doesNotContain("\u202e", "\u0007");
    }
}
