package dev.keystile.web.suite;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The same checks on five containers, with the filter registered in every way that each has. */
class FunctionalSuiteIT {

    @TestFactory
    Stream<DynamicContainer> theFilterHoldsOn() {
        return Setup.all().stream()
                .filter(setup -> setup.toString().matches(System.getProperty("suite.setups", ".*")))
                .map(setup -> dynamicContainer(setup.toString(), checks(setup)));
    }

    private static Stream<DynamicNode> checks(Setup setup) {
        Server server = Server.start(setup);
        Client client = new Client(new RawHttp(server.port()), setup.contextPath());
        Stream<DynamicNode> checks = Suite.checks().stream()
                .map(check -> dynamicTest(
                        check.group() + ": " + check.name(), () -> check.body().run(client)));
        return Stream.concat(checks, Stream.of(dynamicTest("stops", server::close)));
    }
}
