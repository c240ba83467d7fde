package dev.keystile.containers;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The checks on one container, with the filter registered in every way that the container has. */
class FunctionalSuiteIT {

    @TestFactory
    Stream<DynamicContainer> theFilterHoldsOn() {
        return containers(Setup.all(Container.current()), Suite.checks());
    }

    @TestFactory
    Stream<DynamicContainer> pathsHoldWhereTheContainerTakesAmbiguousOnes() {
        return containers(List.of(Setup.withLenientPaths(Container.current())), PathChecks.all());
    }

    @TestFactory
    Stream<DynamicContainer> encodedPathsAndKeysInOtherFormatsHoldWhereTheyAreAccepted() {
        List<Check> checks = new ArrayList<>(EncodedPathChecks.all());
        checks.addAll(OtherFormatChecks.all());
        return containers(List.of(Setup.withAllAccepted(Container.current())), checks);
    }

    @TestFactory
    Stream<DynamicContainer> whoIsBelievedHoldsBehindAProxy() {
        return containers(List.of(Setup.behindAProxy(Container.current())), RestrictionChecks.behindAProxy());
    }

    private Stream<DynamicContainer> containers(List<Setup> setups, List<Check> checks) {
        return setups.stream()
                .filter(setup -> setup.toString().matches(setups()))
                .map(setup -> dynamicContainer(setup.toString(), run(setup, checks)));
    }

    /** Which of them, as a regular expression. */
    String setups() {
        return System.getProperty("suite.setups", ".*");
    }

    private static Stream<DynamicNode> run(Setup setup, List<Check> checks) {
        Server server = Server.start(setup);
        Client client = new Client(new RawHttp(server.port()), setup.contextPath());
        Stream<DynamicNode> tests =
                checks.stream().map(check -> dynamicTest(check.toString(), () -> check.run(client)));
        return Stream.concat(tests, Stream.of(dynamicTest("stops", server::close)));
    }
}
