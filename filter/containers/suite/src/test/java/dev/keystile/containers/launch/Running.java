package dev.keystile.containers.launch;

import java.util.function.IntSupplier;

/** A server that runs: its port, and its end. */
record Running(int port, AutoCloseable server) implements IntSupplier, AutoCloseable {

    @Override
    public int getAsInt() {
        return port;
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
