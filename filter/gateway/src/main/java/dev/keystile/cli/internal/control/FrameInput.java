package dev.keystile.cli.internal.control;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** An input stream of the other end. The next part is requested when the last one has been read, so that none queue up. */
final class FrameInput extends InputStream {

    /** The max size: a parsed file takes much more memory than its bytes, and the service shares its memory with requests. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private final FrameChannel frames;
    private final String name;
    private byte[] part = new byte[0];
    private int position;
    private int total;
    private boolean ended;

    FrameInput(FrameChannel frames, String name) {
        this.frames = frames;
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == part.length) {
            byte @Nullable [] next = ended ? null : request();
            if (next == null) {
                ended = true;
                return -1;
            }
            part = next;
            position = 0;
        }
        int count = Math.min(length, part.length - position);
        System.arraycopy(part, position, into, offset, count);
        position += count;
        return count;
    }

    private byte @Nullable [] request() throws IOException {
        frames.write(Frame.of(Frame.Type.READ, name));
        Frame response = frames.read();
        return switch (response.type()) {
            case DATA -> counted(response.content());
            case END_OF_DATA -> null;
            case NO_DATA -> throw new IOException(response.text());
            default -> throw new IOException("the command line sent something other than the requested input");
        };
    }

    private byte[] counted(byte[] content) throws IOException {
        total += content.length;
        if (total > MAX_BYTES) {
            throw new IOException("it has more than " + MAX_BYTES / (1024 * 1024)
                    + " MiB, which is too much beside a running service: stop 'serve' and run the command again");
        }
        return content;
    }
}
