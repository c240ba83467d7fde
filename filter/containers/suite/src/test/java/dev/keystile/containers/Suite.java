package dev.keystile.containers;

import java.util.ArrayList;
import java.util.List;

/** Every check there is. */
final class Suite {

    private Suite() {}

    static List<Check> checks() {
        List<Check> checks = new ArrayList<>(PathChecks.all());
        checks.addAll(CredentialChecks.all());
        checks.addAll(DispatchChecks.all());
        checks.addAll(RefusalChecks.all());
        checks.addAll(HiddenKeyChecks.all());
        checks.addAll(ConnectionChecks.all());
        checks.addAll(ResponseChecks.all());
        checks.addAll(CorsChecks.all());
        checks.addAll(RestrictionChecks.all());
        return checks;
    }
}
