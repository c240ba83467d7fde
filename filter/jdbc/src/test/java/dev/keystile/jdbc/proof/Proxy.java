package dev.keystile.jdbc.proof;

import dev.keystile.ReservedPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A piece of network between a node and its database, which can be cut at any byte of a response. */
final class Proxy implements AutoCloseable {

    private static final long ANY = Long.MAX_VALUE / 2;

    private final int target;
    private final ServerSocket entrance;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    /** How many more bytes of responses pass. */
    private final AtomicLong budget = new AtomicLong(ANY);

    /** Whether what does not pass is swallowed in silence, rather than ending the connection. */
    private volatile boolean silent;

    Proxy(int target) throws IOException {
        this.target = target;
        entrance = new ServerSocket(ReservedPort.next(), 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Where nodes connect to. */
    String address() {
        return "localhost:" + entrance.getLocalPort();
    }

    /** After so many more bytes of responses, every connection ends; new ones work again. */
    void cutAfter(int bytes) {
        silent = false;
        budget.set(bytes);
    }

    /** After so many more bytes of responses, nothing passes any more, and nothing is closed. */
    void swallowAfter(int bytes) {
        silent = true;
        budget.set(bytes);
    }

    /** New connections work from now on; those that were silenced stay dead. */
    void heal() {
        links.forEach(link -> link.dead = true);
        silent = false;
        budget.set(ANY);
    }

    /** Refuses connections and ends those that there are. */
    @Override
    public void close() throws IOException {
        entrance.close();
        endAll();
    }

    private void endAll() {
        links.forEach(Link::end);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
                links.add(link);
                daemon(link::carryQuestions);
                daemon(link::carryResponses);
            }
        } catch (IOException closed) {
            endAll();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean dead;

        private Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void carryQuestions() {
            byte[] buffer = new byte[8192];
            try (InputStream from = client.getInputStream();
                    OutputStream to = server.getOutputStream()) {
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    if (!dead && !(silent && budget.get() <= 0)) {
                        to.write(buffer, 0, count);
                    }
                }
            } catch (IOException closed) {
                end();
            }
            end();
        }

        private void carryResponses() {
            byte[] buffer = new byte[8192];
            try (InputStream from = server.getInputStream();
                    OutputStream to = client.getOutputStream()) {
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    pass(buffer, count, to);
                }
            } catch (IOException closed) {
                end();
            }
            end();
        }

        private void pass(byte[] buffer, int count, OutputStream to) throws IOException {
            long left = budget.getAndAdd(-count);
            if (dead) {
                return;
            }
            if (left > 0) {
                to.write(buffer, 0, (int) Math.min(left, count));
            }
            if (left < count && silent) {
                dead = true;
            } else if (left < count) {
                budget.set(ANY);
                endAll();
            }
        }

        private void end() {
            links.remove(this);
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
