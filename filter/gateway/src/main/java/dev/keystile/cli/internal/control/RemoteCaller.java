package dev.keystile.cli.internal.control;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A caller at the other end of a socket, whose streams are frames. */
final class RemoteCaller implements Caller {

    private final FrameChannel frames;
    private final String user;
    private final boolean terminal;
    private final PrintStream out;
    private final PrintStream err;

    RemoteCaller(FrameChannel frames, String user, boolean terminal) {
        this.frames = frames;
        this.user = user;
        this.terminal = terminal;
        out = stream(Frame.Type.OUT, false);
        err = stream(Frame.Type.ERR, true);
    }

    private PrintStream stream(Frame.Type type, boolean autoFlush) {
        return new PrintStream(new BufferedOutputStream(new FrameOutput(type)), autoFlush, StandardCharsets.UTF_8);
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public boolean hasTerminal() {
        return terminal;
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public InputStream open(String name) {
        return new FrameInput(frames, name);
    }

    @Override
    public void save(String text) throws IOException {
        frames.write(Frame.of(Frame.Type.SAVE, text));
        Frame reply = frames.read();
        if (reply.type() != Frame.Type.SAVED) {
            throw new IOException(
                    reply.type() == Frame.Type.NO_DATA ? reply.text() : "the command line did not save it");
        }
    }

    @Override
    public void check() {
        try {
            frames.write(Frame.empty(Frame.Type.OUT));
        } catch (IOException e) {
            throw new CallerGoneException(e);
        }
    }

    /** An output stream that writes frames. */
    private final class FrameOutput extends OutputStream {
        private final Frame.Type type;

        FrameOutput(Frame.Type type) {
            this.type = type;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int from = offset; from < offset + length; from += Frame.MAX_CONTENT) {
                int to = Math.min(from + Frame.MAX_CONTENT, offset + length);
                frames.write(new Frame(type, Arrays.copyOfRange(bytes, from, to)));
            }
        }
    }
}
