package dev.keystile.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the scenarios and prints one table. */
public final class Benchmarks {

    private static final int VIRTUAL_SINCE = 21;

    private final List<String> rows = new ArrayList<>();
    private double limit;

    private Benchmarks() {}

    /** Prints the table. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Benchmarks table = new Benchmarks();
        table.platformThreads();
        if (Runtime.version().feature() >= VIRTUAL_SINCE) {
            table.virtualThreads();
        }
        table.print();
    }

    /** Prints a table of the peers, whose limit is the filter that is written by hand. */
    static void printPeers() throws RunnerException {
        System.out.println();
        System.out.println("| processor time of one request, without a server | ns | of the filter by hand | bytes |");
        System.out.println("|---|--:|--:|--:|");
        for (String name : List.of("pass", "refuse")) {
            Benchmarks table = new Benchmarks();
            for (Peer peer : Peer.values()) {
                if (peer != Peer.NONE) {
                    RunResult result = table.run(
                            peer.label() + (name.equals("pass") ? ", good key" : ", unknown key"),
                            scenario("PeerScenarios", name).param("peer", peer.name()));
                    table.limit = peer == Peer.CAREFUL ? nanos(result) : table.limit;
                }
            }
            table.rows.forEach(System.out::println);
        }
    }

    private void platformThreads() throws RunnerException {
        measureLimit("limit, 1,000,000 cached keys", scenario("limit").param("keys", "1000000"));
        run("filter, 1,000,000 cached keys", scenario("pass").param("keys", "1000000"));
        measureLimit("limit", scenario("limit"));
        run("decision, cached key", scenario("decide"));
        run("filter, cached key", scenario("pass"));
        run("filter, unknown key", scenario("refuseUnknown"));
        run("filter, publishable key where a secret one is needed", scenario("refusePublishable"));
        run("filter, no key", scenario("refuseMissing"));
        run("filter, cached key, 1,000 routes", scenario("pass").param("routes", "1000"));
        run("filter, 1,000 cached keys", scenario("pass").param("keys", "1000"));
    }

    /** Measures what the rows that follow are compared with. */
    private void measureLimit(String label, ChainedOptionsBuilder options) throws RunnerException {
        limit = 0;
        limit = nanos(run(label, options));
    }

    private void virtualThreads() throws RunnerException {
        for (String name : List.of("limit", "decide", "pass")) {
            run(name + ", virtual thread", scenario(name).jvmArgsAppend("-Djmh.executor=VIRTUAL"));
        }
    }

    private static ChainedOptionsBuilder scenario(String name) {
        return scenario("Scenarios", name);
    }

    private static ChainedOptionsBuilder scenario(String type, String name) {
        return new OptionsBuilder()
                .include("\\." + type + "\\." + name + "$")
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch")
                .forks(3)
                .warmupIterations(20)
                .warmupTime(TimeValue.milliseconds(200))
                .measurementIterations(10)
                .measurementTime(TimeValue.milliseconds(200));
    }

    private RunResult run(String label, ChainedOptionsBuilder options) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        RunResult result = results.iterator().next();
        double nanos = nanos(result);
        double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        rows.add(String.format(
                Locale.ROOT, "| %s | %.0f | %.2f | %.0f |", label, nanos, limit == 0 ? 1 : nanos / limit, bytes));
        System.err.println(rows.get(rows.size() - 1));
        return result;
    }

    /** Other programs on the machine only ever slow an iteration down: one of the fastest counts. */
    private static double nanos(RunResult result) {
        return result.getSecondaryResults()
                .get(ProcessorTime.NAME)
                .getStatistics()
                .getPercentile(10);
    }

    private void print() throws IOException {
        System.out.println();
        System.out.println(machine());
        System.out.println();
        System.out.println("| processor time of one request | ns | of the limit | bytes |");
        System.out.println("|---|--:|--:|--:|");
        rows.forEach(System.out::println);
        System.out.println();
        System.out.println(
                "The limit, of which the rows below it are multiples, is the SHA-256 of a 47-byte key and one hit in a Caffeine"
                        + " cache.");
        System.out.println("A cached key takes " + HeapPerKey.bytes() + " bytes of heap beside its record.");
    }

    /** The processor and the JVM of this machine. */
    static String machine() throws IOException {
        return processor() + ", " + System.getProperty("java.vm.name") + " " + Runtime.version() + ":";
    }

    static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            for (String line : Files.readAllLines(info)) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        }
        return System.getProperty("os.arch");
    }
}
