package dev.keystile.gateway;

import dev.keystile.gateway.internal.server.HeadTimer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.Flags;
import org.eclipse.jetty.http2.frames.FrameType;
import org.eclipse.jetty.http2.parser.ServerParser;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.Connector;

/**
 * An HTTP/2 parser that ends the connection if a frame, or the frames of one header block, take too long. Bodies have no
 * limit here, since their rate is checked where they are read.
 */
final class TimedParser extends ServerParser {

    private final HeadTimer timer;
    /** Whether a part with a time limit has begun; at first, this is the preface with its settings. */
    private boolean begun = true;

    private boolean blockOpen;

    TimedParser(Connector connector, int maxHeaderSize, RateControl rateControl, Supplier<Duration> headTimeout) {
        super(connector.getByteBufferPool(), maxHeaderSize, rateControl);
        timer = new HeadTimer(
                connector.getScheduler(),
                headTimeout,
                timeout -> notifyConnectionFailure(ErrorCode.ENHANCE_YOUR_CALM_ERROR.code, "header_timeout"));
    }

    @Override
    public void parse(ByteBuffer buffer) {
        super.parse(buffer);
        if (begun) {
            timer.begin();
        } else {
            timer.end();
        }
    }

    @Override
    protected boolean parseHeader(ByteBuffer buffer) {
        begun |= buffer.hasRemaining();
        return super.parseHeader(buffer);
    }

    @Override
    protected boolean parseBody(ByteBuffer buffer) {
        int type = getFrameType();
        boolean ofBlock = type == FrameType.HEADERS.getType() || type == FrameType.CONTINUATION.getType();
        boolean open = ofBlock && !hasFlag(Flags.END_HEADERS);
        boolean whole = super.parseBody(buffer);
        if (whole) {
            blockOpen = open;
        }
        begun = blockOpen || (!whole && type != FrameType.DATA.getType());
        return whole;
    }

    void stopTimer() {
        timer.end();
    }
}
