package dev.keystile.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters with a well-known hole each fail the suite, where the hole is. */
class SuiteProvesItselfIT {

    @ParameterizedTest
    @CsvSource({
        "RawUriPrefixFilter, paths: no way in by /%6frganizations without a key",
        "TrimmingBearerFilter, credentials: a letter too many comes to 401 malformed_key",
        "OncePerRequestFilter, dispatch: /forward?to= does not reach a stricter path without a key",
    })
    void aWeakFilterFails(String filter, String hole) throws Exception {
        Set<String> failures = new TreeSet<>();
        String name = "dev.keystile.web.suite.weak." + filter;
        Setup setup = new Setup(Container.TOMCAT_10, "war", "", name);
        try (Server server = Server.start(setup)) {
            Client client = new Client(new RawHttp(server.port()), "");
            for (Check check : Suite.checks()) {
                if (check.group().equals(hole.substring(0, hole.indexOf(':')))) {
                    collect(check, client, failures);
                }
            }
        }
        assertThat(failures).contains(hole);
    }

    private static void collect(Check check, Client client, Set<String> failures) {
        try {
            check.body().run(client);
        } catch (AssertionError failed) {
            failures.add(check.group() + ": " + check.name());
        }
    }
}
