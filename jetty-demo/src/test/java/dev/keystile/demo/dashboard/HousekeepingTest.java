package dev.keystile.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

    @Test
    void whatEndedWhileTheServiceDidNotRunIsForgottenBeforeItAnswers() {
        List<String> done = new ArrayList<>();
        Housekeeping housekeeping = new Housekeeping(() -> {}, () -> done.add("sealed keys"));

        housekeeping.start();
        housekeeping.stop();

        assertThat(done).containsExactly("sealed keys");
    }

    @Test
    void anErrorEndsNothing() {
        Housekeeping housekeeping = new Housekeeping(() -> {}, () -> {
            throw new AssertionError("no database");
        });

        housekeeping.start();
        housekeeping.stop();
    }
}
