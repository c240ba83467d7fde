package dev.keystile.jdbc.proof;

import dev.keystile.ReservedPort;
import dev.keystile.jdbc.JdbcSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** A PostgreSQL with Keystile's tables that belongs to one test: it can be stopped, frozen and started again. */
public final class OwnPostgres implements AutoCloseable {

    private final Path directory;
    private final List<Long> frozen = new ArrayList<>();
    private EmbeddedPostgres server;
    private boolean stopped;

    private OwnPostgres(Path directory, EmbeddedPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    /** A new server that keeps its data in this folder. */
    public static OwnPostgres start(Path directory) throws Exception {
        Path data = directory.resolve("data");
        OwnPostgres postgres = new OwnPostgres(data, start(data, ReservedPort.next()));
        JdbcSchema.migrate(postgres.dataSource());
        return postgres;
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** The port on the loopback interface, the same after a restart. */
    public int port() {
        return server.getPort();
    }

    /** The JDBC URL. */
    public String url() {
        return url("localhost:" + port());
    }

    /** The JDBC URL by way of other addresses, such as those of proxies. */
    public static String url(String addresses) {
        return "jdbc:postgresql://" + addresses + "/postgres?user=postgres";
    }

    /** Connections past all pools and proxies. */
    public DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    /** Runs a statement; the first number of its result, or zero. */
    public long execute(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Ends every connection at once. */
    public void stop() throws IOException {
        stopped = true;
        server.close();
    }

    /** Starts what was stopped, at the same address. */
    public void restart() throws IOException {
        server = start(directory, server.getPort());
        stopped = false;
    }

    /** Has it at work again, whatever was done to it. */
    void restore() throws IOException, InterruptedException {
        thaw();
        if (stopped) {
            restart();
        }
    }

    /** Has all of the server's processes do nothing at all, as on a machine that hangs. */
    public void freeze() throws IOException, InterruptedException {
        frozen.add(postmaster().pid());
        signal("STOP", frozen);
        List<Long> backends = backends();
        signal("STOP", backends);
        frozen.addAll(backends);
    }

    /** Has them go on. */
    public void thaw() throws IOException, InterruptedException {
        Collections.reverse(frozen);
        signal("CONT", frozen);
        frozen.clear();
    }

    /** The server's processes but the first. */
    public List<Long> backends() throws IOException {
        return postmaster().descendants().map(ProcessHandle::pid).toList();
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static void signal(String name, List<Long> processes) throws IOException, InterruptedException {
        // What the shell has, since not every machine has a program of that name.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -" + name + " \"$@\"", "sh"));
        processes.forEach(process -> command.add(Long.toString(process)));
        if (!processes.isEmpty()) {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        }
    }

    @Override
    public void close() throws Exception {
        thaw();
        server.close();
    }
}
