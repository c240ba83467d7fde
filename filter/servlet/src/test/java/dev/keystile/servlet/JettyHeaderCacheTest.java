package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.LogLines;
import dev.keystile.TestTimeout;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.route.Access;
import dev.keystile.store.MemoryKeyStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.LocalConnector.LocalEndPoint;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jetty as it is takes a key for one in another letter case, which the filter says; told otherwise it does not. */
class JettyHeaderCacheTest {

    private final LogLines log = LogLines.of(JettyHeaderCache.class);
    private final HttpConfiguration http = new HttpConfiguration();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void jettyAsItIsConfusesKeysAndTheFilterSaysSoOnce() throws Exception {
        assertThat(statusesOfWrongGoodWrong()).containsExactly(401, 401, 401);

        assertThat(log.messages())
                .singleElement()
                .asString()
                .contains("setHeaderCacheCaseSensitive(true)", "jetty.httpConfig.headerCacheSize=0");
    }

    @Test
    void aCacheThatHeedsCaseConfusesNothing() throws Exception {
        http.setHeaderCacheCaseSensitive(true);

        assertThat(statusesOfWrongGoodWrong()).containsExactly(401, 200, 401);
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void noCacheConfusesNothing() throws Exception {
        http.setHeaderCacheSize(0);

        assertThat(statusesOfWrongGoodWrong()).containsExactly(401, 200, 401);
        assertThat(log.messages()).isEmpty();
    }

    private List<Integer> statusesOfWrongGoodWrong() throws Exception {
        String key = TestKeys.text(KeyType.SECRET);
        ApiKey record = TestKeys.record(key);
        Filter filter = JettyFixture.builder()
                .store(new MemoryKeyStore(List.of(record)))
                .route("/**", Access.SECRET)
                .build();
        Server server = new Server();
        LocalConnector connector = new LocalConnector(server, new HttpConnectionFactory(http));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
                }),
                "/*");
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
        try (LocalEndPoint connection = connector.connect()) {
            String wrong = key.toUpperCase(Locale.ROOT);
            List<Integer> statuses = new ArrayList<>();
            for (String sent : Arrays.asList(wrong, key, wrong)) {
                connection.addInputAndExecute(
                        "GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + sent + "\r\n\r\n");
                statuses.add(Integer.parseInt(connection.getResponse(false, TestTimeout.SECONDS, TimeUnit.SECONDS)
                        .split(" ")[1]));
            }
            return statuses;
        } finally {
            server.stop();
        }
    }
}
