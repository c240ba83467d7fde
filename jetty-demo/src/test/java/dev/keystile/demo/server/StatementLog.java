package dev.keystile.demo.server;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Sends requests one after the other, and observes the response and the statements that H2 has executed for each. */
final class StatementLog {

    static final BodyHandler<String> TEXT = BodyHandlers.ofString();

    /** Others are those of the connection pool. */
    private static final Pattern OF_TABLES = Pattern.compile("(?si)(select|insert|update|delete|merge)\\b.*");

    /** Executed in the background: the look-up of keys, their last use, and what has ended. */
    private static final Pattern BACKGROUND = Pattern.compile(
            "(?si).*(query_statistics|last_used_at = |where k\\.digest|delete from demo_sealed_key where not exists).*");

    private static final Pattern CHANGING = Pattern.compile(
            "req_[0-9A-Za-z]+|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|name=\"csrf\" value=\"[^\"]+\"|[?&]after=\\d+&minute=\\d+");

    private final RunningDemo demo;

    StatementLog(RunningDemo demo) {
        this.demo = demo;
    }

    /**
     * A response and its statements.
     *
     * @param body what does not change from one request to the next
     * @param statements how often each was executed
     */
    record Observed(int status, String location, String body, Map<String, Long> statements) {}

    /**
     * Sends a request.
     *
     * @param named what the request names, which the response may repeat
     */
    Observed observe(HttpRequest request, String named) throws Exception {
        // A client sends a request with a body once only, also if the server closes the connection that it
        // would use again.
        HttpClient client = request.bodyPublisher().isPresent() ? HttpClient.newHttpClient() : demo.client();
        execute("SET QUERY_STATISTICS FALSE");
        execute("SET QUERY_STATISTICS TRUE");
        HttpResponse<String> response = client.send(request, TEXT);
        Map<String, Long> statements = statements();
        String requestId = response.headers().firstValue("X-Request-Id").orElse("-");
        String body = response.body().replace(named, "NAMED").replace(requestId, "REQUEST");
        body = CHANGING.matcher(body).replaceAll("CHANGING");
        return new Observed(
                response.statusCode(),
                response.headers().firstValue("Location").orElse("").replace(named, "NAMED"),
                body,
                statements);
    }

    private void execute(String sql) {
        demo.database().jdbi().useHandle(handle -> handle.execute(sql));
    }

    private Map<String, Long> statements() {
        Map<String, Long> statements = new TreeMap<>();
        demo.database()
                .jdbi()
                .useHandle(handle -> handle.createQuery(
                                "SELECT sql_statement, execution_count FROM information_schema.query_statistics")
                        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                        .forEach(entry -> statements.put(entry.getKey(), entry.getValue())));
        statements
                .keySet()
                .removeIf(statement -> !OF_TABLES.matcher(statement).matches()
                        || BACKGROUND.matcher(statement).matches());
        return statements;
    }
}
