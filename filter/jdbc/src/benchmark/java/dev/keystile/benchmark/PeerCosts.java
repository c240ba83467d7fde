package dev.keystile.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a request costs a real server with each of the peers: processor time of the server's process, in turns, so that
 * whatever else the machine does hits all of them alike.
 */
final class PeerCosts {

    private static final int ROUNDS = 16;
    private static final long ROUND_MILLIS = 1_000;
    private static final long WARM_UP_MILLIS = 10_000;

    private final Map<Peer, RunningPeer> servers = new EnumMap<>(Peer.class);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private PeerCosts() {}

    /** Measures, and prints a table. */
    static void printTable() throws Exception {
        PeerCosts costs = new PeerCosts();
        try {
            costs.start();
            System.out.println();
            System.out.println("| Jetty over sockets, 1,000 keys in turn | CPU of a request, µs"
                    + " | more than without a filter, µs (quartiles) | of the filter by hand (quartiles) |");
            System.out.println("|---|--:|--:|--:|");
            costs.print("passes", costs.measure(true));
            costs.print("refusals", costs.measure(false));
        } finally {
            costs.stop();
        }
    }

    private void start() throws Exception {
        for (Peer peer : Peer.values()) {
            servers.put(peer, new RunningPeer(peer));
        }
        for (boolean pass : new boolean[] {true, false, true}) {
            for (RunningPeer server : servers.values()) {
                server.cost(pass, WARM_UP_MILLIS, threads);
            }
        }
    }

    private void stop() throws Exception {
        for (RunningPeer server : servers.values()) {
            server.close();
        }
        threads.shutdown();
    }

    private Map<Peer, List<Double>> measure(boolean pass) throws Exception {
        Map<Peer, List<Double>> costs = new EnumMap<>(Peer.class);
        List<Peer> order = new ArrayList<>(servers.keySet());
        for (int round = 0; round < ROUNDS; round++) {
            for (Peer peer : order) {
                double cost = servers.get(peer).cost(pass, ROUND_MILLIS, threads);
                costs.computeIfAbsent(peer, first -> new ArrayList<>()).add(cost);
            }
            Collections.reverse(order);
        }
        return costs;
    }

    /** What a filter adds is compared with the server without a filter in the same round. */
    private void print(String what, Map<Peer, List<Double>> costs) {
        List<Double> without = costs.get(Peer.NONE);
        double careful = quartile(difference(costs.get(Peer.CAREFUL), without), 2);
        costs.forEach((peer, values) -> {
            List<Double> more = difference(values, without);
            System.out.printf(
                    Locale.ROOT,
                    "| %s, %s | %.1f | %s | %s |%n",
                    peer.label(),
                    what,
                    quartile(values, 2),
                    peer == Peer.NONE ? "" : withRange(more, 1),
                    peer == Peer.NONE ? "" : withRange(more, careful));
        });
    }

    private static List<Double> difference(List<Double> values, List<Double> baseline) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            differences.add(values.get(i) - baseline.get(i));
        }
        return differences;
    }

    /** The median and the quartiles, divided by a number. */
    private static String withRange(List<Double> values, double divisor) {
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                quartile(values, 2) / divisor,
                quartile(values, 1) / divisor,
                quartile(values, 3) / divisor);
    }

    private static double quartile(List<Double> values, int number) {
        List<Double> sorted = values.stream().sorted().toList();
        double place = (sorted.size() - 1) * number / 4.0;
        double below = sorted.get((int) Math.floor(place));
        double above = sorted.get((int) Math.ceil(place));
        return below + (above - below) * (place - Math.floor(place));
    }
}
