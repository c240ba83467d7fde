package dev.keystile.gateway.internal.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.ReservedPort;
import dev.keystile.gateway.internal.external.RawClient.Received;
import dev.keystile.gateway.internal.external.RawClient.Response;
import dev.keystile.gateway.internal.identity.IdentityHeaders;
import dev.keystile.gateway.internal.upstream.ClaimFields;
import dev.keystile.route.PathSyntax;
import java.io.EOFException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every proxy has to do when it is run from its ready configuration. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProxyChecks {

    private static final List<String> FORGED = new ArrayList<>();

    static {
        for (String name : IdentityHeaders.NAMES) {
            for (char separator : new char[] {'-', '_', '.'}) {
                String variant = name.replace('-', separator);
                FORGED.add(variant + ": forged");
                FORGED.add(variant.toLowerCase(Locale.ROOT) + ": forged");
                FORGED.add(variant.toUpperCase(Locale.ROOT) + ": forged");
            }
            FORGED.add("X-Keystile_" + name.substring("X-Keystile-".length()) + ": forged");
            FORGED.add("X_Keystile-" + name.substring("X-Keystile-".length()) + ": forged");
            FORGED.add("X.Keystile-" + name.substring("X-Keystile-".length()) + ": forged");
        }
        FORGED.add("X-Keystile-Hide: forged");
        FORGED.add("X-Keystile-Error: forged");
    }

    private final Proxy.Kind kind;
    private Endpoint keystile;
    private Application application;
    private Proxy proxy;

    ProxyChecks(Proxy.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        keystile = new Endpoint(folder, 0, "127.0.0.1/32");
        application = new Application(0);
        proxy = Proxy.start(kind, folder, keystile.port(), application.port());
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {proxy, application, keystile}) {
            if (part != null) {
                part.close();
            }
        }
    }

    private Response get(String target, String... fields) throws Exception {
        return RawClient.once(proxy.port(), "GET", target, fields);
    }

    private static String bearer(String key) {
        return "Authorization: Bearer " + key;
    }

    private String key(String name) {
        return switch (name) {
            case "secret" -> bearer(keystile.secret);
            case "publishable" -> bearer(keystile.publishable);
            case "revoked" -> bearer(keystile.revoked);
            case "elsewhere" -> bearer(keystile.elsewhere);
            case "malformed" -> bearer("sk_demo_" + "0".repeat(39));
            case "digest" -> "Authorization: Digest x";
            case "browser" -> bearer(keystile.secret) + "\r\nSec-Fetch-Site: same-origin";
            case "two" -> bearer(keystile.secret) + "\r\nX-API-Key: " + keystile.publishable;
            default -> "Accept: */*";
        };
    }

    @Test
    void aGoodKeyPassesWithItsIdentityAndWithoutItself() throws Exception {
        for (String credential : List.of(bearer(keystile.secret), "X-API-Key: " + keystile.secret)) {
            Response response = get("/organizations?limit=3", credential, "X-Request-ID: abc");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.field("X-Request-ID")).isEqualTo("abc");
            Received received = response.received();
            assertThat(received.target()).isEqualTo("GET /organizations?limit=3");
            assertThat(received.fields())
                    .containsEntry("x-keystile-account", "cus_42")
                    .containsEntry("x-keystile-environment", "demo")
                    .containsEntry("x-keystile-project", "project_demo")
                    .containsEntry("x-keystile-key-type", "secret")
                    .containsEntry("x-request-id", "abc")
                    .containsEntry("x-forwarded-for", "127.0.0.1");
            assertThat(received.fields().get("x-keystile-key-id")).startsWith("key_");
            assertThat(received.fields().get("x-keystile-assertion")).startsWith("eyJ");
            assertThat(response.body()).doesNotContain(keystile.secret);
        }
    }

    @Test
    void onADelegatedRouteACredentialOfTheApplicationReachesIt() throws Exception {
        for (String credential : List.of("Authorization: Bearer e30.e30.x", "Authorization: Basic YW5uOnRlYQ==")) {
            Received received = get("/app/x", credential).received();
            assertThat(received.fields())
                    .containsEntry("authorization", credential.substring("Authorization: ".length()))
                    .doesNotContainKey("x-api-key");
            assertThat(received.fields().getOrDefault("x-keystile-key-id", "")).isEmpty();
        }
        Received withKey = get("/app/x", bearer(keystile.secret)).received();
        assertThat(withKey.fields().get("x-keystile-key-id")).startsWith("key_");
        assertThat(withKey.fields().getOrDefault("authorization", "")).isEmpty();
        assertThat(get("/app/x", bearer(keystile.revoked)).status()).isEqualTo(401);
        assertThat(get("/app/x", "X-API-Key: e30.e30.x").status()).isEqualTo(401);
        assertThat(get("/app/x", "Authorization: Bearer e30.e30.x", "X-API-Key: " + keystile.secret)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatWasHadWithAKeyIsNotForSharedCachesUnlessTheApplicationSaysSo() throws Exception {
        String credential = "X-API-Key: " + keystile.secret;

        assertThat(get("/organizations", credential).field("Cache-Control")).isEqualTo("private");
        Response cacheable = get("/organizations", credential, "Respond-Cacheable: please");
        assertThat(cacheable.fields().get("Cache-Control")).containsExactly("public");
        assertThat(get("/health").fields()).doesNotContainKey("Cache-Control");
    }

    @ParameterizedTest
    @CsvSource({
        "none, /organizations, 401, missing_key",
        "digest, /organizations, 401, unsupported_scheme",
        "malformed, /organizations, 401, malformed_key",
        "revoked, /organizations, 401, revoked_key",
        "two, /organizations, 400, multiple_credentials",
        "secret, /open/%2e%2e/organizations, 400, ambiguous_path",
        "publishable, /organizations, 403, secret_key_required",
        "publishable, /orders, 403, secret_key_required",
        "browser, /organizations, 403, secret_key_in_browser",
        "elsewhere, /organizations, 403, ip_not_allowed",
        "secret, /closed, 403, route_closed",
    })
    void refusalsReachTheClientAsTheyAre(String key, String path, int status, String code) throws Exception {
        int before = application.targets().size();
        Response response = get(path, key(key), "X-Forwarded-For: 203.0.113.7");
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("Content-Type")).startsWith("application/problem+json");
        assertThat(response.field("Cache-Control")).isEqualTo("no-store");
        assertThat(response.field("X-Keystile-Error")).isEqualTo(code);
        assertThat(response.body())
                .contains("\"code\":\"" + code + '"', "\"status\":" + status + ',')
                .contains("\"request_id\":\"" + response.field("X-Request-ID") + '"');
        if (status == 401) {
            assertThat(response.fields().get("WWW-Authenticate").get(0)).startsWith("Bearer realm=\"api\"");
        }
        assertThat(application.targets()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({"GET, /project, publishable", "POST, /orders, publishable", "GET, /organizations, here"})
    void keysPassWhereTheyMay(String method, String path, String key) throws Exception {
        String credential = key.equals("here") ? bearer(keystile.here) : key(key);
        Response response = RawClient.once(proxy.port(), method, path, credential, "Content-Length: 0");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.received().target()).isEqualTo(method + ' ' + path);
    }

    @Test
    void headIsDecidedLikeGet() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (RawClient client = new RawClient(proxy.port())) {
                assertThat(client.send("HEAD", "/organizations").status()).isEqualTo(401);
                assertThat(client.send("HEAD", "/organizations", bearer(keystile.secret))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aPublicRoutePassesWithoutIdentityAndWithoutAKey() throws Exception {
        for (String credential :
                List.of(bearer(keystile.secret), "X-API-Key: " + keystile.secret, bearer("sk_demo_wrong"))) {
            Received received = get("/health", credential).received();
            assertThat(received.fields()).doesNotContainKey("authorization").doesNotContainKey("x-api-key");
            IdentityHeaders.NAMES.forEach(name -> assertThat(
                            received.fields().getOrDefault(name.toLowerCase(Locale.ROOT), ""))
                    .isEmpty());
        }
        assertThat(get("/health", "Authorization: Digest mine").received().fields())
                .containsEntry("authorization", "Digest mine");
    }

    @Test
    void forgedIdentitiesAreGoneInEveryVariant() throws Exception {
        for (String forged : FORGED) {
            for (String target : List.of("/health", "/docs/x", "/organizations")) {
                String key = target.equals("/organizations") ? bearer(keystile.secret) : "Accept: */*";
                Response response = get(target, key, forged);
                assertThat(response.status()).as(forged).isEqualTo(200);
                assertThat(response.body()).as(forged).doesNotContain("forged");
            }
        }
        String[] all = FORGED.toArray(new String[0]);
        assertThat(get("/health", all).body()).doesNotContain("forged");
    }

    @Test
    void aClientCannotTakeTheIdentityAway() throws Exception {
        for (String name : IdentityHeaders.NAMES) {
            Received received = get("/organizations", bearer(keystile.secret), "Connection: keep-alive, " + name)
                    .received();
            assertThat(received.fields().get(name.toLowerCase(Locale.ROOT))).isNotEmpty();
            assertThat(received.fields().getOrDefault("connection", "")).doesNotContainIgnoringCase(name);
        }
    }

    @Test
    void norWhatTheApplicationLearnsOfTheConnection() throws Exception {
        for (String named : List.of(
                "X-Forwarded-For",
                "close, x-forwarded-for, X-Forwarded-Proto, X-Request-ID",
                "Upgrade, X-Forwarded-For",
                "x_keystile_key_id, X-Keystile-Key-Id\r\nConnection: X-Forwarded-For",
                "\tX-Keystile-Assertion",
                "\"X-Keystile-Assertion\"",
                "Host, Content-Length, X-Keystile-Project")) {
            Received received = get(
                            "/organizations",
                            bearer(keystile.secret),
                            "X-Forwarded-For: 203.0.113.7",
                            "X-Keystile-Key-Id: forged",
                            "Connection: " + named)
                    .received();
            assertThat(received.fields())
                    .as(named)
                    .containsEntry("x-forwarded-for", "127.0.0.1")
                    .containsEntry("host", "app.example.com")
                    .containsEntry("x-keystile-project", "project_demo")
                    .containsKeys("x-forwarded-proto", "x-request-id");
            assertThat(received.fields().get("x-keystile-key-id")).startsWith("key_");
            assertThat(received.fields().get("x-keystile-assertion")).startsWith("eyJ");
            assertThat(received.fields().getOrDefault("connection", ""))
                    .as(named)
                    .doesNotContain("-", "_")
                    .doesNotContainIgnoringCase("host");
        }
    }

    @Test
    void aFieldThatEndsWithTheConnectionOpensNoRoute() throws Exception {
        for (String key : List.of(bearer(keystile.secret), bearer(keystile.publishable))) {
            int status = status("/organizations", key, "Connection: Authorization");
            assertThat(status == 200 && key.equals(bearer(keystile.publishable)))
                    .isFalse();
            assertThat(status).isIn(200, 401, 403);
        }
        String body = get("/health", bearer(keystile.secret), "Connection: Authorization")
                .body();
        assertThat(body).doesNotContain(keystile.secret);
    }

    @Test
    void whatAClientSaysOfItsRequestDoesNotCount() throws Exception {
        String[] claims = {
            "X-Original-URI: /health",
            "X-Original-Method: OPTIONS",
            "X-Forwarded-Uri: /health",
            "X-Forwarded-Method: OPTIONS",
            "X_Original_URI: /health",
            "X-Rewrite-URL: /health",
            "X-Original-URL: /health",
            "X-HTTP-Method-Override: OPTIONS",
            "Connection: X-Original-URI, X-Original-Method, X-Forwarded-Uri, X-Forwarded-Method"
        };
        assertThat(get("/organizations", claims).status()).isEqualTo(401);
        Received received = get("/health", claims).received();
        assertThat(received.fields())
                .doesNotContainKeys("x-original-uri", "x-original-method", "x-forwarded-uri", "x-forwarded-method");
        assertThat(get("/health", "X-Forwarded-For: 203.0.113.7", "Forwarded: for=203.0.113.7")
                        .body())
                .doesNotContain("203.0.113.7");
    }

    /** Each by itself, since a head has room for a few at most. */
    @Test
    void noFieldThatTheApplicationCouldBelieveComesFromAClient() throws Exception {
        try (RawClient client = new RawClient(proxy.port())) {
            for (String name : ClaimFields.NAMES) {
                if (kind == Proxy.Kind.NGINX && name.endsWith("*")) {
                    continue;
                }
                String whole = name.replace("*", "Other");
                String[] variants = Stream.of(
                                whole,
                                whole.toLowerCase(Locale.ROOT),
                                whole.toUpperCase(Locale.ROOT),
                                whole.replace('-', '_'),
                                whole.replace('-', '.'),
                                whole.replaceFirst("-", "_"),
                                whole.replaceFirst("-", "."))
                        .map(variant -> variant + ": forged")
                        .toArray(String[]::new);
                Response response = client.send("GET", "/health", variants);
                assertThat(response.status()).as(name).isEqualTo(200);
                assertThat(response.body()).as(name).doesNotContain("forged");
            }
        }
    }

    @Test
    void otherFieldsReachTheApplication() throws Exception {
        String[] fields = {
            "Destination: /organizations/2",
            "Depth: 1",
            "Range: bytes=0-1",
            "If-Match: \"a\"",
            "X-Requested-With: x",
            "Traceparent: 00-1-2-03",
            "X-Client-Info: c",
            "X-Auth-Token: t",
            "Via: 1.1 other"
        };
        Received received = get(
                        "/organizations",
                        Stream.concat(Stream.of(bearer(keystile.secret)), Stream.of(fields))
                                .toArray(String[]::new))
                .received();
        for (String field : fields) {
            String name = field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
            assertThat(received.fields()).as(field).containsKey(name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/authz",
                "/authz/",
                "/authz/nginx",
                "/authz/forwarded?x=1",
                "/%61uthz/haproxy",
                "/authz/envoy/health"
            })
    void theEndpointForProxiesIsNotReachedFromOutside(String path) throws Exception {
        int before = application.targets().size();
        Response response = get(path, bearer(keystile.secret), "X-Original-Method: GET", "X-Original-URI: /health");
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.fields()).doesNotContainKey("X-Keystile-Assertion");
        assertThat(application.targets()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({
        "/organizations?a=1&b=%20&X-Original-URI=/health, 200",
        "/organizations?, 200",
        "/organizations?a?b=/../c%2f//d;e, 200",
        "/health?uri=/organizations, 200",
    })
    void theQueryIsTheClientsOwn(String target, int status) throws Exception {
        Response response = get(target, bearer(keystile.secret));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.received().target()).isEqualTo("GET " + target);
        assertThat(get(target).status()).isEqualTo(target.startsWith("/health") ? 200 : 401);
    }

    @ParameterizedTest
    @CsvSource({
        "/packages/@scope%2fpkg, 200",
        "/packages/100%25.txt, 200",
        "/packages/queues/%2F/q1, 200",
        "/packages/a%5Cb%3Bc%2Ed, 200",
        "/packages/@corp%2fpkg, 401",
        "/packages/@corp%252fpkg, 401",
        "/packages/..%2forganizations, 400",
        "/packages%2f..%2forganizations, 400",
        "/organizations%2fx, 400",
    })
    void anEncodedPathArrivesByteForByteWhereARouteAcceptsIt(String path, int status) throws Exception {
        int before = application.targets().size();
        assertThat(status(path)).isEqualTo(status);
        if (status == 200) {
            assertThat(application.targets().subList(before, before + 1)).containsExactly(path);
        } else {
            assertThat(application.targets()).hasSize(before);
        }
    }

    @Test
    void hostilePathsLeadNowhereElse() throws Exception {
        for (String path : HostilePaths.ALL) {
            for (String key : List.of("none", "secret")) {
                int before = application.targets().size();
                int status = status(path, key(key));
                List<String> arrived = List.copyOf(application
                        .targets()
                        .subList(before, application.targets().size()));
                if (key.equals("secret") && status == 200) {
                    assertThat(arrived).as(path).containsExactly(withoutAuthority(path));
                    assertThat(PathSyntax.isAmbiguous(arrived.get(0).replaceFirst("\\?.*", "")))
                            .as(path)
                            .isFalse();
                } else {
                    assertThat(arrived).as(path + " with " + key).isEmpty();
                    assertThat(status).as(path + " with " + key).isGreaterThanOrEqualTo(400);
                }
            }
        }
    }

    /** Caddy sends on, and gets a decision about, the path with what is not ASCII escaped. */
    private String withoutAuthority(String target) {
        String path = target.replaceFirst("^http://[^/]*", "");
        return kind == Proxy.Kind.CADDY ? path.replace("\u00c3\u00a9", "%C3%A9") : path;
    }

    /** A closed connection is a refusal, too. */
    private int status(String target, String... fields) throws Exception {
        try {
            return get(target, fields).status();
        } catch (EOFException | SocketException closed) {
            return 400;
        }
    }

    @Test
    void anOutageIs503AndNeverAnythingElse() throws Exception {
        String unseen = bearer(keystile.unseen);
        keystile.outage(true);
        try {
            Response response = get("/organizations", unseen);
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.field("Retry-After")).isEqualTo("1");
            assertThat(response.body()).contains("\"code\":\"store_unavailable\"");
            assertThat(get("/health").status()).isEqualTo(200);
        } finally {
            keystile.outage(false);
        }
        assertThat(get("/organizations", unseen).status()).isEqualTo(200);
    }

    @Test
    void aHeadThatIsTooLargeIsNoOutage() throws Exception {
        int before = application.targets().size();
        String key = bearer(keystile.secret);
        for (int length : new int[] {10_000, 20_000, 100_000}) {
            String text = "a".repeat(length);
            assertThat(status("/organizations/" + text, key)).isIn(400, 414, 431);
            assertThat(status("/organizations", key, "X-A: " + text)).isIn(400, 431);
            assertThat(status("/organizations", bearer(text))).isIn(400, 431);
            String[] fields = Collections.nCopies(length / 1_000, "X-A: " + text.substring(0, 1_000))
                    .toArray(new String[0]);
            assertThat(status("/organizations", fields)).isIn(400, 431);
        }
        Response many = get(
                "/organizations",
                Collections.nCopies(9, "X-A: " + "a".repeat(1_000)).toArray(new String[0]));
        assertThat(many.status()).isEqualTo(431);
        assertThat(many.fields()).doesNotContainKey("Retry-After");
        assertThat(application.targets()).hasSize(before);
    }

    @Test
    void controlCharactersInAFieldAreNoOutage() throws Exception {
        int before = application.targets().size();
        for (String value : List.of("a\u0001b", "\u007f", "a\u0000b", "\u001b[31m")) {
            assertThat(status("/organizations", bearer(keystile.secret), "X-A: " + value))
                    .isEqualTo(400);
        }
        assertThat(application.targets()).hasSize(before);
    }

    @Test
    void nothingPassesWithoutKeystile(@TempDir Path folder) throws Exception {
        int before = application.targets().size();
        try (Proxy alone = Proxy.start(kind, folder, ReservedPort.next(), application.port())) {
            assertThat(RawClient.once(alone.port(), "GET", "/health").status()).isIn(502, 503);
        }
        assertThat(application.targets()).hasSize(before);
    }

    @Test
    void theBodyGoesToTheApplicationOnly() throws Exception {
        String body = "0123456789".repeat(50_000);
        try (RawClient client = new RawClient(proxy.port())) {
            client.write("POST /organizations HTTP/1.1\r\nHost: x\r\n" + bearer(keystile.secret)
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            Response response = client.read(false);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.received().body()).isEqualTo(body);
            client.write("POST /organizations HTTP/1.1\r\nHost: x\r\n" + bearer(keystile.secret)
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
            assertThat(client.read(false).received().body()).isEqualTo("hello");
        }
        try (RawClient client = new RawClient(proxy.port())) {
            client.write(
                    "POST /organizations HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            Response response = client.read(false);
            assertThat(response.status() == 100 ? client.read(false).status() : response.status())
                    .isEqualTo(401);
        }
    }

    /** nginx and Caddy drop them; HAProxy cannot, and breaks the request off. */
    @Test
    void nothingReachesTheApplicationInTrailers() throws Exception {
        List<String> trailers = new ArrayList<>(List.of("Authorization: forged", "X-Forwarded-For: forged"));
        IdentityHeaders.NAMES.forEach(name -> trailers.add(name + ": forged"));
        trailers.add("X_Keystile_Key_Id: forged\r\nX-Other: forged");
        for (String trailer : trailers) {
            for (String announced : List.of("Accept: */*", "Trailer: " + trailer.substring(0, trailer.indexOf(':')))) {
                for (String body : List.of("5\r\nhello\r\n", "")) {
                    try (RawClient client = new RawClient(proxy.port())) {
                        client.write("POST /organizations HTTP/1.1\r\nHost: x\r\n" + bearer(keystile.secret) + "\r\n"
                                + announced + "\r\nTransfer-Encoding: chunked\r\n\r\n" + body + "0\r\n" + trailer
                                + "\r\n\r\n");
                        Response response = client.read(false);
                        assertThat(response.status()).as(trailer).isEqualTo(kind == Proxy.Kind.HAPROXY ? 400 : 200);
                        assertThat(response.body()).as(trailer).doesNotContain("forged");
                    }
                }
            }
        }
        assertThat(application.trailers()).isEmpty();
    }

    @Test
    void theApplicationsOwnRefusalsAreItsOwn() throws Exception {
        Response response = get("/health", "Respond-401: please");
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.field("From")).isEqualTo("application");
    }

    @ParameterizedTest
    @CsvSource({"/project, GET, 204", "/orders, POST, 204", "/orders, GET, 403", "/organizations, GET, 403"})
    void preflightsGetAResponseInTheApplicationsPlace(String path, String method, int status) throws Exception {
        int before = application.targets().size();
        Response response = RawClient.once(
                proxy.port(),
                "OPTIONS",
                path,
                "Origin: " + Endpoint.ORIGIN,
                "Access-Control-Request-Method: " + method);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("Access-Control-Allow-Origin")).isEqualTo(Endpoint.ORIGIN);
        assertThat(response.field("Access-Control-Allow-Methods")).isEqualTo(status == 204 ? method : "");
        assertThat(response.field("X-Keystile-Error")).isEqualTo(status == 204 ? "" : "preflight_refused");
        assertThat(application.targets()).hasSize(before);
    }

    @Test
    void responsesCanBeReadByCodeOfAListedOrigin() throws Exception {
        String origin = "Origin: " + Endpoint.ORIGIN;
        for (Response response :
                List.of(get("/project", bearer(keystile.publishable), origin), get("/project", origin))) {
            assertThat(response.field("Access-Control-Allow-Origin")).isEqualTo(Endpoint.ORIGIN);
            assertThat(String.join(",", response.fields().get("Vary"))).contains("Origin");
        }
        assertThat(get("/project", bearer(keystile.publishable), "Origin: https://evil.example.com")
                        .fields())
                .doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void connectionsAreKept() throws Exception {
        int before = keystile.connections();
        try (RawClient client = new RawClient(proxy.port())) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.send("GET", "/organizations", bearer(keystile.secret))
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(keystile.connections() - before).isLessThan(10);
    }

    @Test
    void aThousandRequestsGetNoWrongResponse() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                all.add(pool.submit(() -> {
                    mixed(first);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void mixed(int first) throws Exception {
        String[] keys = {"secret", "publishable", "revoked", "none", "secret"};
        int[] statuses = {200, 403, 401, 401, 200};
        try (RawClient client = new RawClient(proxy.port())) {
            for (int i = 0; i < 250; i++) {
                int kindOfKey = (first + i) % keys.length;
                String target = "/organizations/" + first + '-' + i;
                Response response = client.send("GET", target, key(keys[kindOfKey]));
                assertThat(response.status()).isEqualTo(statuses[kindOfKey]);
                if (response.status() == 200) {
                    assertThat(response.received().target()).isEqualTo("GET " + target);
                    assertThat(response.received().fields()).containsEntry("x-keystile-key-type", "secret");
                }
            }
        }
    }
}
