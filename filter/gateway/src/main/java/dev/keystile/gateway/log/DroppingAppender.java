package dev.keystile.gateway.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;

/**
 * Writes lines on a thread of its own. Where nobody reads them, as from a pipe that is full, they are dropped and
 * counted, because a request or the end of the process must not wait for a reader. The count is a line of the log
 * itself: when lines begin to be dropped, after every ten thousand, and when there is room again.
 */
public final class DroppingAppender extends AsyncAppender {

    private static final int REPORT_EACH = 10_000;

    private final Object lock = new Object();
    private String lines = "log lines";
    private long dropped;

    /** An appender without a queue; configured and started by Logback. */
    public DroppingAppender() {
        setNeverBlock(true);
        setDiscardingThreshold(0);
    }

    /** What messages call the lines; "log lines" if it is not set. */
    public void setLines(String lines) {
        this.lines = lines;
    }

    /** The lock makes sure that a line for which there is room is not lost, so that the count is right. */
    @Override
    protected void append(ILoggingEvent event) {
        synchronized (lock) {
            if (getRemainingCapacity() == 0) {
                dropped++;
                if (dropped == 1 || dropped % REPORT_EACH == 0) {
                    logger().warn("{} {} dropped so far, because nobody reads them", dropped, lines);
                }
                return;
            }
            if (dropped > 0 && getRemainingCapacity() > getQueueSize() / 2) {
                super.append(new LoggingEvent(
                        DroppingAppender.class.getName(),
                        logger(),
                        Level.WARN,
                        dropped + " " + lines + " dropped",
                        null,
                        null));
                dropped = 0;
            }
            super.append(event);
        }
    }

    private Logger logger() {
        return ((LoggerContext) getContext()).getLogger(DroppingAppender.class);
    }
}
