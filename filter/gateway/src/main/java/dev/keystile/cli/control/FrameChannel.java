package dev.keystile.cli.control;

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
 * Frames on a socket: a byte for the type, four for the length, the content. Nobody waits for the other end longer than
 * the waits allow. One thread reads; several may write.
 */
final class FrameChannel implements AutoCloseable {

    private static final int HEAD = 1 + Integer.BYTES;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Waits waits;
    private long waitedNanos;

    /**
     * How long the other end may keep this one waiting.
     *
     * @param each for one frame
     * @param total for all frames together
     */
    record Waits(Duration each, Duration total) {}

    private FrameChannel(SocketChannel channel, Selector selector, Waits waits) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.waits = waits;
        channel.configureBlocking(false);
        key = channel.register(selector, 0);
    }

    /** Frames on a connected socket, which is closed with them, and also if this fails. */
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
     * The next frame.
     *
     * @throws EOFException if the other end is gone
     * @throws StalledException if it takes too long
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
     * Sends a frame.
     *
     * @throws IOException if the other end is gone
     * @throws StalledException if it does not take the frame in time
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
        long left = Math.min(waits.each.toNanos() - spent, waits.total.toNanos() - waitedNanos - spent);
        if (left <= 0) {
            throw new StalledException(Duration.ofNanos(waitedNanos + spent));
        }
        try {
            key.interestOps(operation);
            selector.select(Math.max(1, Duration.ofNanos(left).toMillis()));
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw new IOException("the socket is closed", e);
        }
    }

    /** Ends it; whoever waits is told by an exception. */
    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }

    /** The other end takes too long. */
    static final class StalledException extends IOException {
        private static final long serialVersionUID = 1L;

        StalledException(Duration waited) {
            super("the other end did nothing, or too little, for " + waited.toSeconds() + " seconds");
        }
    }
}
