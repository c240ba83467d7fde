package dev.keystile.benchmark;

/** What the filter costs beside its peers: in a real server, and alone. */
public final class PeerBenchmarks {

    private PeerBenchmarks() {}

    /** Prints a table of each. */
    public static void main(String[] arguments) throws Exception {
        System.out.println();
        System.out.println(Benchmarks.machine());
        PeerCosts.printTable();
        Benchmarks.printPeers();
    }
}
