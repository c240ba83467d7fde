package dev.keystile.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A peer's server as a process, and the load for it. */
final class RunningPeer implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final Process process;
    private final BufferedReader output;
    private final Writer input;
    private final int port;

    /** The requests of each connection, each with another key. */
    private final List<byte[]> passes = new ArrayList<>();

    private final List<byte[]> refusals = List.of(request(Peer.unknownKey()));

    RunningPeer(Peer peer) throws IOException {
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xms256m",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PeerServer.class.getName(),
                        peer.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        input = process.outputWriter(StandardCharsets.US_ASCII);
        port = (int) number();
        for (String key : Peer.keys(PeerServer.KEYS)) {
            passes.add(request(key));
        }
    }

    private static byte[] request(String key) {
        return ("GET /api/resource7/42 HTTP/1.1\r\nHost: api.example.com\r\nUser-Agent: benchmark/1.0\r\n"
                        + "Accept: application/json\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The processor time of one request, in microseconds, of a load that lasts for this time. */
    double cost(boolean pass, long millis, ExecutorService threads) throws Exception {
        long before = processorNanos();
        List<Future<Integer>> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(threads.submit(
                    new PeerConnection(port, pass ? passes : refusals, i * PeerServer.KEYS / CONNECTIONS, millis)));
        }
        long requests = 0;
        for (Future<Integer> connection : connections) {
            requests += connection.get();
        }
        return (processorNanos() - before) / 1_000.0 / requests;
    }

    private long processorNanos() throws IOException {
        input.write("\n");
        input.flush();
        return number();
    }

    private long number() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the server has ended");
        }
        return Long.parseLong(line);
    }

    @Override
    public void close() throws IOException {
        input.close();
        process.onExit().join();
    }
}
