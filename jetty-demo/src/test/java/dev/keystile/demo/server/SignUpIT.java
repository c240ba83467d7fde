package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountDescription;
import dev.keystile.admin.AccountQuery;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.Actor;
import dev.keystile.demo.dashboard.SignUpMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class SignUpIT {

    private static final Actor TEST = new Actor("test", "test");
    private static final String CREATED = "HTTP/1.1 303 ";

    private RunningDemo demo;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        demo = RunningDemo.start(folder);
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    private String own() {
        return Visitor.own(demo);
    }

    private static AccountAdmin accounts(RunningDemo demo) {
        return demo.database().keys().accounts();
    }

    private List<String> names() throws Exception {
        return accounts(demo).list(AccountQuery.all().limit(AccountQuery.MAX_LIMIT)).accounts().stream()
                .map(account -> account.account().account().name())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:%d", "localhost:%d", "LocalHost:%d", "[::1]:%d", "localhost", "127.0.0.1:1"})
    void aBrowserOnThisMachineCreatesAnAccount(String pattern) throws Exception {
        String host = pattern.formatted(demo.uri("/").getPort());
        String name = "name" + Integer.toHexString(pattern.hashCode());

        String response = Visitor.at(demo).post(name, "Host: " + host + "\r\nOrigin: http://" + host.toLowerCase());

        assertThat(response)
                .startsWith(CREATED)
                .contains("Location: /dashboard/demo/welcome")
                .contains("Set-Cookie: keystile_session=");
        assertThat(names()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: demo.example.org",
                "Host: localhost.example.org",
                "Host: 127.0.0.1.nip.io",
                "Host: 127.0.0.2",
                "Host: [::2]",
                "Host: localhost:",
                "Host: localhost@evil.example",
                "Host: 127.0.0.1\r\nForwarded: for=192.0.2.1",
                "Host: 127.0.0.1\r\nVia: 1.1 proxy",
                "Host: 127.0.0.1\r\nX-Forwarded-For: 127.0.0.1",
                "Host: 127.0.0.1\r\nx-forwarded-host: localhost",
                "Host: 127.0.0.1\r\nX-FORWARDED-ANYTHING: 1"
            })
    void whoeverComesFromElsewhereIsRefused(String fields) throws Exception {
        int before = names().size();

        String page = Visitor.at(demo).get(fields);
        String form = Visitor.at(demo).post("Elsewhere", fields + "\r\nSec-Fetch-Site: same-origin");

        assertThat(List.of(page, form))
                .allSatisfy(response -> assertThat(response)
                        .containsPattern("^HTTP/1.1 40[03] ")
                        .doesNotContain("<form", "Set-Cookie"));
        assertThat(names()).hasSize(before);
    }

    @Test
    void aRequestLineThatNamesAnotherHostIsRefused() throws Exception {
        String response = demo.raw("GET http://demo.example.org/dashboard/sign-up HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n\r\n");

        assertThat(response).containsPattern("^HTTP/1.1 40[03] ").doesNotContain("<form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\nOrigin: null",
                "\r\nOrigin: http://evil.example",
                "\r\nOrigin: http://127.0.0.1:1",
                "\r\nSec-Fetch-Site: same-site",
                "\r\nSec-Fetch-Site: cross-site",
                "\r\nSec-Fetch-Site: none",
                "\r\nOrigin: http://evil.example\r\nSec-Fetch-Site: same-origin"
            })
    void aFormOfAnotherPageIsRefused(String fields) throws Exception {
        String host = "Host: " + demo.uri("/").getAuthority();

        String response = Visitor.at(demo).post("Foreign", host + fields);

        assertThat(response).startsWith("HTTP/1.1 403 ").contains("The form came from another page");
        assertThat(names()).doesNotContain("Foreign");
    }

    @Test
    void aFormNeedsTheTokenOfItsBrowser() throws Exception {
        Visitor visitor = Visitor.at(demo);
        Visitor other = Visitor.at(demo);

        assertThat(visitor.post("Forged", "", own()))
                .startsWith("HTTP/1.1 403 ")
                .contains("That form has expired");
        assertThat(visitor.post("Forged", "guess", own())).startsWith("HTTP/1.1 403 ");
        assertThat(other.post("Forged", other.token() + "x", own())).startsWith("HTTP/1.1 403 ");
        assertThat(visitor.post("Forged", other.token(), own())).startsWith("HTTP/1.1 403 ");
        assertThat(names()).doesNotContain("Forged");
    }

    @ParameterizedTest
    @CsvSource({"%20, must not be blank", "a%E2%80%AEb, must be printable text on one line"})
    void aWrongNameIsShownWithWhatIsWrong(String name, String message) throws Exception {
        int before = names().size();

        String response = Visitor.at(demo).post(name, own());

        assertThat(response)
                .startsWith("HTTP/1.1 422 ")
                .contains("No account was created: the account&#39;s name " + message, "<form");
        assertThat(names()).hasSize(before);
    }

    @Test
    void closedIsClosedAlsoOnThisMachine(@TempDir Path folder) throws Exception {
        try (RunningDemo closed = RunningDemo.start(folder, SignUpMode.CLOSED)) {
            String response =
                    closed.raw("GET /dashboard/sign-up HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String landing = closed.raw(
                    "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n" + "Connection: close\r\n\r\n");

            assertThat(response).startsWith("HTTP/1.1 403 ").contains("Sign-up is closed");
            assertThat(landing).contains("Log in").doesNotContain("Create an account</a>");
        }
    }

    @Test
    void openIsOpenBehindAProxyAndNeedsTheTokenAllTheSame(@TempDir Path folder) throws Exception {
        try (RunningDemo open = RunningDemo.start(folder, SignUpMode.OPEN)) {
            String proxied = "Host: demo.example.org\r\nOrigin: https://demo.example.org\r\nX-Forwarded-For: 192.0.2.1";

            assertThat(Visitor.at(open).post("Proxied", proxied)).startsWith(CREATED);
            assertThat(Visitor.at(open).post("Proxied", "guess", proxied)).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void ofTwoSignUpsForTheLastPlaceOneIsRefused(@TempDir Path folder) throws Exception {
        try (RunningDemo full = RunningDemo.start(folder, SignUpMode.LOCAL)) {
            List<AccountRequest> others = IntStream.range(0, 998)
                    .mapToObj(i -> AccountRequest.of("Other " + i))
                    .toList();
            accounts(full).importAll(TEST, others, done -> {});
            int visitors = 4;
            CyclicBarrier together = new CyclicBarrier(visitors);
            ExecutorService threads = Executors.newFixedThreadPool(visitors);
            List<Future<String>> responses = new ArrayList<>();
            for (int i = 0; i < visitors; i++) {
                Visitor visitor = Visitor.at(full);
                responses.add(threads.submit(() -> {
                    together.await();
                    return visitor.post("Last", Visitor.own(full));
                }));
            }
            List<String> received = new ArrayList<>();
            for (Future<String> response : responses) {
                received.add(response.get());
            }
            threads.shutdown();

            assertThat(received)
                    .filteredOn(response -> response.startsWith(CREATED))
                    .hasSize(1);
            assertThat(received)
                    .filteredOn(response -> response.startsWith("HTTP/1.1 403 ")
                            && response.contains("No more accounts can be created here"))
                    .hasSize(visitors - 1);
            List<AccountDescription> all = accounts(full)
                    .list(AccountQuery.all().limit(AccountQuery.MAX_LIMIT))
                    .accounts();
            assertThat(all).hasSize(1_000);
            // What the operator creates is not limited.
            accounts(full).create(TEST, AccountRequest.of("By the operator"));
        }
    }
}
