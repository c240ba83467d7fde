package dev.keystile.benchmark;

import dev.keystile.jdbc.proof.Keys;
import dev.keystile.jdbc.proof.OwnPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What it costs the server to tell one more node of one change, by the processor time of its processes. */
final class FanOut {

    private static final int LISTENERS = 200;
    private static final int CHANGES = 300;
    private static final Path PROCESSES = Path.of("/proc");

    private FanOut() {}

    static void print(OwnPostgres postgres) throws Exception {
        if (!Files.exists(PROCESSES)) {
            return;
        }
        Keys keys = Keys.in(postgres);
        List<String> texts = keys.issue(CHANGES);
        List<Connection> listeners = new ArrayList<>();
        for (int i = 0; i < LISTENERS; i++) {
            Connection listener = postgres.dataSource().getConnection();
            listeners.add(listener);
            try (Statement statement = listener.createStatement()) {
                statement.execute("LISTEN keystile_key");
            }
        }
        List<Long> backends = postgres.backends();
        long before = nanos(backends);
        for (String text : texts) {
            keys.revoke(text);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        double each = (double) (nanos(backends) - before) / CHANGES / LISTENERS;
        for (Connection listener : listeners) {
            listener.close();
        }
        System.out.printf(
                Locale.ROOT,
                "To tell one more node of one change costs the server %.0f microseconds of processor time.%n",
                each / 1000);
    }

    private static long nanos(List<Long> processes) throws IOException {
        long sum = 0;
        for (long process : processes) {
            try {
                String times = Files.readString(PROCESSES.resolve(process + "/schedstat"));
                sum += Long.parseLong(times.substring(0, times.indexOf(' ')));
            } catch (NoSuchFileException ended) {
                sum += 0;
            }
        }
        return sum;
    }
}
