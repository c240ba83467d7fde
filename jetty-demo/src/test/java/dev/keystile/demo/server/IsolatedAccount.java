package dev.keystile.demo.server;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.Actor;
import dev.keystile.admin.CreatedAccount;
import dev.keystile.admin.IssuedKey;
import dev.keystile.demo.dashboard.DashboardUser;
import dev.keystile.demo.sso.RedirectUris;
import dev.keystile.key.KeyType;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An account of a running demo, with a session of its owner and one of everything, all with the same names. */
final class IsolatedAccount {

    static final List<String> KINDS = List.of("org", "conn", "key", "account");

    private static final String REDIRECT_URI = "https://acme.example/callback";
    private static final int CHANGED_CHARACTERS = 8;
    private static final Pattern LINK = Pattern.compile("href=\"(/(?:dashboard|docs)[^\"#]*)\"");
    private static final Pattern FORM = Pattern.compile("(?s)<form([^>]*method=\"post\"[^>]*)>(.*?)</form>");
    private static final Pattern FORM_ACTION = Pattern.compile("formaction=\"([^\"]+)\"");
    private static final Pattern INPUT = Pattern.compile("<input([^>]*)>");

    private final RunningDemo demo;
    private final String accountId;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<String, String> pages = new TreeMap<>();
    private final String secretKey;
    private final String redirectUri;
    private final String cookie;

    /**
     * A form of a page.
     *
     * @param fields the values that a browser sends
     */
    record Form(String action, Map<String, String> fields) {
        Form with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(fields);
            changed.put(name, value);
            return new Form(action, changed);
        }

        Form replacing(String text, String other) {
            Map<String, String> changed = new LinkedHashMap<>();
            fields.forEach((name, value) -> changed.put(name, value.replace(text, other)));
            return new Form(action.replace(text, other), changed);
        }
    }

    private IsolatedAccount(RunningDemo demo, CreatedAccount created) throws Exception {
        this.demo = demo;
        accountId = created.description().id();
        IssuedKey secret = created.keys().stream()
                .filter(key -> key.record().type() == KeyType.SECRET
                        && key.record().environment().id().equals("demo"))
                .findFirst()
                .orElseThrow();
        created.keys().forEach(demo.sealed()::keep);
        created.keys().forEach(key -> texts.add(key.key()));
        secretKey = secret.key();
        redirectUri = "https://only-" + accountId.substring(5).toLowerCase(Locale.ROOT) + ".example/callback";
        ids.put("account", accountId);
        ids.put("key", secret.record().id());
        ids.put("project", secret.record().project().id());
        ids.put("domain", URI.create(redirectUri).getHost());
        cookie = demo.client()
                .send(
                        HttpRequest.newBuilder(URI.create(demo.loginLink(DashboardUser.ownerOf(accountId))))
                                .build(),
                        StatementLog.TEXT)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
    }

    /** Makes an account; all have the same name, and the same name, external id and domain of an organization. */
    static IsolatedAccount make(RunningDemo demo) throws Exception {
        AccountAdmin admin = demo.database().keys().accounts();
        IsolatedAccount made =
                new IsolatedAccount(demo, admin.createWithKeys(new Actor("test", "test"), AccountRequest.of("Acme")));
        made.fill();
        return made;
    }

    private void fill() throws Exception {
        JsonNode organization = demo.json(
                "POST",
                "/organizations",
                secretKey,
                "{\"name\":\"Acme\",\"external_id\":\"cus_1\",\"domains\":[\"acme.example\",\"" + id("domain")
                        + "\"]}");
        ids.put("org", organization.get("id").stringValue());
        ids.put("org_domain", organization.at("/domains/0/id").stringValue());
        ids.put("conn", json("/connections").at("/data/0/id").stringValue());
        RedirectUris uris = new RedirectUris(demo.database().jdbi(), id("project"));
        uris.add(REDIRECT_URI);
        uris.add(redirectUri);
        crawl();
    }

    String accountId() {
        return accountId;
    }

    String id(String kind) {
        return ids.get(kind);
    }

    /** The kinds of what a parameter of this name could name. */
    static List<String> kindsOf(String parameter) {
        return switch (parameter) {
            case "after", "before" -> List.of("org", "conn");
            case "domain", "domains" -> List.of("domain");
            case "connection" -> List.of("conn");
            case "account" -> List.of("account");
            case "key_id" -> List.of("key");
            default -> List.of("org");
        };
    }

    /** A text of the same form that nobody has. */
    static String likeId(String id) {
        int kept = Math.max(0, id.length() - CHANGED_CHARACTERS);
        return id.substring(0, kept)
                + id.substring(kept)
                        .chars()
                        .map(c -> Character.isLetterOrDigit(c) ? "zZ9".indexOf(c) >= 0 ? c - 1 : c + 1 : c)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
    }

    /** What nobody else may see. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(ids.values());
        secrets.addAll(texts);
        secrets.add(redirectUri);
        return secrets;
    }

    /** Each row of the account, by the query; when a key was used last does not count. */
    Map<String, List<String>> rows() {
        String ofAccount = " project_id IN (SELECT id FROM keystile_project WHERE account_id = :account)";
        List<String> queries = List.of(
                "SELECT * FROM demo_organization WHERE" + ofAccount,
                "SELECT * FROM demo_organization_domain WHERE organization_id IN (SELECT id FROM demo_organization WHERE"
                        + ofAccount + ")",
                "SELECT * FROM demo_connection WHERE" + ofAccount,
                "SELECT * FROM demo_redirect_uri WHERE" + ofAccount,
                "SELECT digest FROM demo_sso_code WHERE" + ofAccount,
                "SELECT id, name, revoked_at, expires_at FROM keystile_key WHERE" + ofAccount,
                "SELECT * FROM keystile_audit WHERE account_id = :account",
                "SELECT * FROM keystile_account WHERE id = :account");
        return queries.stream().collect(Collectors.toMap(query -> query, this::rows));
    }

    private List<String> rows(String query) {
        return demo
                .database()
                .jdbi()
                .withHandle(handle -> handle.createQuery(query)
                        .bind("account", accountId)
                        .map((row, context) -> text(row))
                        .list())
                .stream()
                .sorted()
                .toList();
    }

    private static String text(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            text.append(row.getString(i)).append(' ');
        }
        return text.toString();
    }

    /** A request with the secret key of the Demo Project. */
    HttpRequest api(String method, String path) {
        boolean hasBody = method.equals("POST") || method.equals("PUT");
        return demo.request(method, path, secretKey, hasBody ? "{\"name\":\"Acme\"}" : null);
    }

    JsonNode json(String path) throws Exception {
        return demo.json("GET", path, secretKey, null);
    }

    /** What a request to this path needs beside one more parameter. */
    String query(String mapping) {
        return mapping.equals("/sso/authorize")
                ? "response_type=code&client_id=" + id("project") + "&redirect_uri=" + encode(REDIRECT_URI) + "&"
                : "";
    }

    /** A code for the sample user, by a selector such as a domain. */
    String code(String selector, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        demo.uri("/sso/authorize?" + query("/sso/authorize") + selector + "=" + encode(value)))
                .build();
        String location = demo.client()
                .send(request, StatementLog.TEXT)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return SsoClient.parameters(URI.create(location)).get("code");
    }

    /** The profile of the sample user. */
    JsonNode signIn(String selector, String value) throws Exception {
        String body = demo.client()
                .send(tokenRequest(code(selector, value)), StatementLog.TEXT)
                .body();
        return RunningDemo.JSON.readTree(body).get("profile");
    }

    HttpRequest tokenRequest(String code) {
        return tokenRequest(code, id("project"));
    }

    /** A request with the secret of this account and any Project ID. */
    HttpRequest tokenRequest(String code, String projectId) {
        return post(
                        "/sso/token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                projectId,
                                "client_secret",
                                secretKey,
                                "code",
                                code))
                .build();
    }

    HttpRequest post(Form form) {
        return post(form.action(), form.fields()).header("Cookie", cookie).build();
    }

    private HttpRequest.Builder post(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(demo.uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Every page that links lead to in the owner's session, by its path. */
    Map<String, String> pages() {
        return pages;
    }

    /** Fetches every page that links lead to. */
    void crawl() throws Exception {
        pages.clear();
        Deque<String> open = new ArrayDeque<>(List.of("/dashboard/demo/keys"));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (!pages.containsKey(path)) {
                HttpRequest request = HttpRequest.newBuilder(demo.uri(path))
                        .header("Cookie", cookie)
                        .build();
                pages.put(path, demo.client().send(request, StatementLog.TEXT).body());
                LINK.matcher(pages.get(path)).results().forEach(link -> open.add(unescape(link.group(1))));
            }
        }
    }

    /** The token of the forms of this session. */
    String csrf() {
        return forms().get(0).fields().get("csrf");
    }

    /** Every form of every page. */
    List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        for (String page : pages().values()) {
            FORM.matcher(page)
                    .results()
                    .map(form -> new Form(attribute(form.group(1), "action"), fields(form.group(2))))
                    .forEach(forms::add);
            // A button that sends the form around it elsewhere.
            FORM_ACTION
                    .matcher(page)
                    .results()
                    .map(action ->
                            new Form(unescape(action.group(1)), forms.get(0).fields()))
                    .forEach(forms::add);
        }
        return forms.stream().distinct().toList();
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        INPUT.matcher(form).results().forEach(input -> {
            String name = attribute(input.group(1), "name");
            if (!name.isEmpty()) {
                fields.put(name, attribute(input.group(1), "value"));
            }
        });
        return fields;
    }

    private static String attribute(String tag, String name) {
        Matcher attribute = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return attribute.find() ? unescape(attribute.group(1)) : "";
    }

    private static String unescape(String html) {
        return html.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }

    /** What a form names that only this account has. */
    List<String> namedIn(Form form) {
        String whole = form.action() + form.fields().values();
        List<String> candidates = new ArrayList<>(keyIds());
        candidates.add(redirectUri);
        return candidates.stream().filter(whole::contains).toList();
    }

    private List<String> keyIds() {
        return demo.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT k.id FROM keystile_key k"
                                + " JOIN keystile_project p ON p.id = k.project_id WHERE p.account_id = :account")
                        .bind("account", accountId)
                        .mapTo(String.class)
                        .list());
    }
}
