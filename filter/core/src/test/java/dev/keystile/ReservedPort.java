package dev.keystile;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are told theirs before they listen, or that come back to theirs: below those that the system
 * hands out by itself, so that nobody is given one in between.
 */
public final class ReservedPort {

    private static final int FIRST = 10_000;
    private static final int LAST = 32_000;
    private static final int MAX_ATTEMPTS = 1_000;

    /** The UDP port of the same number tells the tests of other processes that a port is taken, as long as this one lives. */
    private static final List<DatagramSocket> RESERVATIONS = new CopyOnWriteArrayList<>();

    private ReservedPort() {}

    /** A port of the loopback interface on which nothing listens, and which no other test is given. */
    public static int next() {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isReserved(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + LAST + " is free");
    }

    private static boolean isReserved(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket free = new ServerSocket(port, 1, loopback)) {
            return free.isBound() && RESERVATIONS.add(new DatagramSocket(new InetSocketAddress(loopback, port)));
        } catch (IOException taken) {
            return false;
        }
    }
}
