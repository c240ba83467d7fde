package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.LogLines;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import dev.keystile.store.KeyChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeNotificationsTest {

    private static final String ANYTHING = "*";
    private static final int MAX_WAIT = 3_000;

    private final LogLines log = LogLines.of(PostgresChangeFeed.class);
    private final List<String> told = new ArrayList<>();
    private long now = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();
    private final ChangeNotifications notifications = new ChangeNotifications(() -> now);

    @BeforeEach
    void listen() {
        notifications.subscribe(new KeyChanges() {
            @Override
            public void changed(KeyDigest digest) {
                told.add(digest.toHex());
            }

            @Override
            public void accountChanged(String accountId) {
                told.add("account " + accountId);
            }

            @Override
            public void anythingChanged() {
                told.add(ANYTHING);
            }
        });
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private List<String> toldOf(String... payloads) {
        told.clear();
        for (String payload : payloads) {
            notifications.receive(payload, 4711);
        }
        notifications.tellDue();
        return List.copyOf(told);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aDigestIsToldAtOnceHoweverMuchElseThereIs() {
        String digest = TestKeys.digest(7).toHex();
        assertThat(toldOf(ANYTHING)).containsExactly(ANYTHING);
        assertThat(toldOf(ANYTHING, "x", digest, ANYTHING)).containsExactly(digest);
    }

    @Test
    void anAccountIsToldAtOnceHoweverMuchElseThereIs() {
        assertThat(toldOf(ANYTHING)).containsExactly(ANYTHING);
        assertThat(toldOf("account:cus_42", ANYTHING, "account:a:b.c-d", "account:" + "x".repeat(128)))
                .containsExactly("account cus_42", "account a:b.c-d", "account " + "x".repeat(128));
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void whatIsNoIdOfAnAccountIsNotUnderstood() {
        for (String id : List.of("", " cus_42", "cus 42", "*", "x".repeat(129), "é")) {
            assertThat(toldOf("account:" + id)).containsExactly(ANYTHING);
            pass(ChangeNotifications.BETWEEN_ALL);
        }
        assertThat(toldOf("ACCOUNT:cus_42")).containsExactly(ANYTHING);
        assertThat(log.messages()).hasSize(1);
    }

    @Test
    void ofABurstTheFirstCountsAtOnceAndTheRestTogetherASecondLater() {
        assertThat(toldOf(ANYTHING, ANYTHING)).containsExactly(ANYTHING);
        assertThat(notifications.waitMillis(MAX_WAIT)).isEqualTo(MAX_WAIT);
        for (int i = 0; i < 100; i++) {
            assertThat(toldOf(ANYTHING)).isEmpty();
        }
        assertThat(notifications.waitMillis(MAX_WAIT)).isEqualTo(1_000);

        pass(ChangeNotifications.BETWEEN_ALL.minusNanos(1));
        assertThat(toldOf()).isEmpty();
        assertThat(notifications.waitMillis(MAX_WAIT)).isEqualTo(1);
        pass(Duration.ofNanos(1));
        assertThat(toldOf()).containsExactly(ANYTHING);

        assertThat(toldOf()).isEmpty();
        assertThat(toldOf(ANYTHING)).isEmpty();
        pass(ChangeNotifications.BETWEEN_ALL);
        assertThat(toldOf()).containsExactly(ANYTHING);
        pass(ChangeNotifications.BETWEEN_ALL);
        assertThat(toldOf()).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodCountsLikeAnythingAndIsOneLineAMinute() {
        String digest = TestKeys.digest(7).toHex();
        assertThat(toldOf("", digest + "0", digest.replace('0', 'g') + "g", "x".repeat(7_999)))
                .containsExactly(ANYTHING);
        for (int i = 0; i < 3_000; i++) {
            assertThat(toldOf("invented " + i)).isEmpty();
        }
        assertThat(log.messages()).hasSize(1);

        pass(ChangeNotifications.BETWEEN_LINES);
        assertThat(toldOf()).containsExactly(ANYTHING);
        pass(ChangeNotifications.BETWEEN_LINES);
        assertThat(toldOf()).isEmpty();
        assertThat(log.messages())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("4 notifications on the channel keystile_key named no key"),
                        second -> assertThat(second)
                                .startsWith("3000 notifications ")
                                .contains("backend process 4711"));
        assertThat(log.messages().toString()).doesNotContain("invented", "xxx");
    }
}
