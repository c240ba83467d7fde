package dev.keystile.containers;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same where the small letter of I has no dot. */
class TurkishSuiteIT extends FunctionalSuiteIT {

    private static final Locale BEFORE = Locale.getDefault();

    @BeforeAll
    static void moveToTurkey() {
        Locale.setDefault(new Locale("tr", "TR"));
    }

    @AfterAll
    static void moveBack() {
        Locale.setDefault(BEFORE);
    }

    @Override
    String setups() {
        return "(TOMCAT_11 by war|JETTY_EE10 by code|UNDERTOW by code).*";
    }
}
