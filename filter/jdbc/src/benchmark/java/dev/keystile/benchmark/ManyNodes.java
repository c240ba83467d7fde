package dev.keystile.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.keystile.jdbc.proof.OwnPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Measures many nodes on one PostgreSQL, all on this machine, and prints tables. */
public final class ManyNodes {

    private ManyNodes() {}

    /** Prints the tables. */
    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger("dev.keystile")).setLevel(Level.ERROR);
        Path directory = Files.createTempDirectory("keystile-many-nodes");
        try (OwnPostgres postgres = OwnPostgres.start(directory)) {
            System.out.println();
            System.out.println(
                    Benchmarks.processor() + ", " + Runtime.getRuntime().availableProcessors()
                            + " processors, " + System.getProperty("java.vm.name") + " " + Runtime.version() + ", "
                            + version(postgres) + " without fsync:");
            System.out.println();
            System.out.println("| ms | median | p99 | max |");
            System.out.println("|---|--:|--:|--:|");
            RevocationTimes.print(postgres);
            KeyLists.print(postgres);
            LargeTable.print(postgres);
            System.out.println();
            System.out.println("| traffic of 500 keys, fresh-for 2 s | requests/s | queries/s |");
            System.out.println("|---|--:|--:|");
            QueriesByTraffic.print(postgres);
            System.out.println();
            FanOut.print(postgres);
            Outage.print(postgres);
        } finally {
            delete(directory);
        }
    }

    private static String version(OwnPostgres postgres) throws Exception {
        try (Connection connection = postgres.dataSource().getConnection()) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
