package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Filters with one well-known hole each fail the suite where the hole is, and there only: what the same
 * filter fails without the hole does not count.
 */
class SuiteProvesItselfIT {

    /** A weak filter, some of the checks that it fails for its hole, and the groups that the others are in. */
    private record Hole(String filter, Set<String> groups, Set<String> checks) {}

    private static final List<Hole> HOLES = List.of(
            new Hole(
                    "RawUriPrefixFilter",
                    Set.of("paths", "dispatch", "refusals"),
                    Set.of(
                            "paths: no way in by /%6frganizations without a key (escaped letters)",
                            "paths: no way in by /%6frganizations with a publishable key (escaped letters)",
                            "paths: 400 for /health/../organizations without a key"
                                    + " (dot segments (RFC 3986, section 5.2.4))")),
            new Hole(
                    "TrimmingBearerFilter",
                    Set.of("credentials"),
                    Set.of(
                            "credentials: a tab before the key comes to 401 malformed_key",
                            "credentials: bearer in lower case comes to 200")),
            new Hole(
                    "OncePerRequestFilter",
                    Set.of("dispatch"),
                    Set.of(
                            "dispatch: /forward?to= does not reach a stricter path without a key",
                            "dispatch: /include?to= does not reach a stricter path without a key",
                            "dispatch: /async?to= does not reach a stricter path without a key")));

    @TestFactory
    Stream<DynamicContainer> aWeakFilterFailsOn() {
        return Stream.of(Container.TOMCAT_10, Container.JETTY_EE10)
                .filter(Container.current()::equals)
                .map(container -> {
                    Set<String> always = failures(container, "HandWrittenFilter");
                    return dynamicContainer(
                            container.name(), HOLES.stream().map(hole -> test(container, hole, always)));
                });
    }

    private static DynamicTest test(Container container, Hole hole, Set<String> always) {
        return dynamicTest(hole.filter, () -> {
            Set<String> failures = failures(container, hole.filter);
            failures.removeAll(always);
            assertThat(failures).containsAll(hole.checks);
            assertThat(failures).allMatch(failure -> hole.groups.contains(group(failure)));
        });
    }

    private static String group(String check) {
        return check.substring(0, check.indexOf(':'));
    }

    private static Set<String> failures(Container container, String filter) {
        Setup setup = new Setup(container, "war", "", "dev.keystile.containers.weak." + filter);
        Set<String> failures = new TreeSet<>();
        try (Server server = Server.start(setup)) {
            Client client = new Client(new RawHttp(server.port()), "");
            for (Check check : Suite.checks()) {
                collect(check, client, failures);
            }
        } catch (Exception e) {
            throw new IllegalStateException(setup + " does not stop", e);
        }
        return failures;
    }

    private static void collect(Check check, Client client, Set<String> failures) {
        try {
            check.run(client);
        } catch (AssertionError | RuntimeException failed) {
            failures.add(check.toString());
        }
    }
}
