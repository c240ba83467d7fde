package dev.keystile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Threads of some name, without those that others of this process left behind. */
public final class StartedThreads {

    private final String prefix;
    private final Set<Thread> before;

    private StartedThreads(String prefix) {
        this.prefix = prefix;
        before = new HashSet<>(named(prefix));
    }

    /** Those that start from now on. */
    public static StartedThreads of(String prefix) {
        return new StartedThreads(prefix);
    }

    private static List<Thread> named(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }

    /** Those that live. */
    public List<Thread> alive() {
        return named(prefix).stream().filter(thread -> !before.contains(thread)).toList();
    }

    /** Waits until none lives. */
    public void awaitEnd() {
        await().untilAsserted(() -> assertThat(alive()).isEmpty());
    }
}
