package dev.keystile.cli.internal.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;

/**
 * Reads and writes frames on a socket: one byte for the type, four for the length, then the content. Every wait for the
 * other end is bounded. One thread at a time reads or writes; any thread may close.
 */
final class FrameChannel implements AutoCloseable {

    private static final int HEAD = 1 + Integer.BYTES;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Waits waits;
    private long waitedNanos;

    /**
     * The max waits for the other end.
     *
     * @param each the max for one frame
     * @param total the max for all frames together
     */
    record Waits(Duration each, Duration total) {}

    private FrameChannel(SocketChannel channel, Selector selector, Waits waits) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.waits = waits;
        channel.configureBlocking(false);
        key = channel.register(selector, 0);
    }

    /** A channel on a connected socket, which is closed with the channel, and also if this method fails. */
    static FrameChannel on(SocketChannel channel, Waits waits) throws IOException {
        try {
            return new FrameChannel(channel, Selector.open(), waits);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The user at the other end. */
    UserPrincipal peer() throws IOException {
        return Peer.of(channel);
    }

    /**
     * Reads the next frame.
     *
     * @throws EOFException if the other end has closed the connection
     * @throws StalledException if the frame takes too long
     */
    synchronized Frame read() throws IOException {
        long start = System.nanoTime();
        ByteBuffer head = fill(ByteBuffer.allocate(HEAD), start);
        Frame.Type type = Frame.Type.of(head.get());
        int length = head.getInt();
        if (type == null || length < 0 || length > Frame.MAX_CONTENT) {
            throw new IOException("what came is no frame");
        }
        byte[] content = new byte[length];
        fill(ByteBuffer.wrap(content), start);
        waitedNanos += System.nanoTime() - start;
        return new Frame(type, content);
    }

    /**
     * Writes a frame.
     *
     * @throws IOException if the other end has closed the connection
     * @throws StalledException if the other end does not read the frame in time
     */
    synchronized void write(Frame frame) throws IOException {
        long start = System.nanoTime();
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + frame.content().length)
                .put(frame.type().letter())
                .putInt(frame.content().length)
                .put(frame.content())
                .flip();
        channel.write(bytes);
        while (bytes.hasRemaining()) {
            await(SelectionKey.OP_WRITE, start);
            channel.write(bytes);
        }
        waitedNanos += System.nanoTime() - start;
    }

    private ByteBuffer fill(ByteBuffer buffer, long start) throws IOException {
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer);
            if (count < 0) {
                throw new EOFException("the other end is gone");
            }
            if (count == 0) {
                await(SelectionKey.OP_READ, start);
            }
        }
        return buffer.flip();
    }

    private void await(int operation, long start) throws IOException {
        long spent = System.nanoTime() - start;
        // The total bounds a client that sends each frame in time, but never ends.
        long left = Math.min(waits.each.toNanos() - spent, waits.total.toNanos() - waitedNanos - spent);
        if (left <= 0) {
            throw new StalledException(Duration.ofNanos(waitedNanos + spent));
        }
        try {
            key.interestOps(operation);
            // At least a millisecond, since 0 means without a bound.
            selector.select(Math.max(1, Duration.ofNanos(left).toMillis()));
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw new IOException("the socket is closed", e);
        }
    }

    /** Closes the socket. A thread that waits in a read or a write gets an {@link IOException}. */
    @Override
    public void close() throws IOException {
        try (channel) {
            // Wakes a waiting thread, which a close of the channel alone would not.
            selector.close();
        }
    }

    /** The other end has not sent or read a frame in time. */
    static final class StalledException extends IOException {
        private static final long serialVersionUID = 1L;

        StalledException(Duration waited) {
            super("the other end did nothing, or too little, for " + waited.toSeconds() + " seconds");
        }
    }
}
