package dev.keystile.gateway.internal.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;

/**
 * A Logback appender that writes lines on a thread of its own, and drops and counts lines while its queue is full, as when
 * nobody reads from a pipe. No request and no end of the process ever waits for a reader. The count is logged when the
 * first line is dropped, after every ten thousand, and when there is room again.
 *
 * <pre>{@code
 * <appender name="LOG" class="dev.keystile.gateway.internal.log.DroppingAppender">
 *   <lines>access log lines</lines>
 *   <appender-ref ref="STDOUT"/>
 * </appender>
 * }</pre>
 */
public final class DroppingAppender extends AsyncAppender {

    private static final int REPORT_EACH = 10_000;

    private final Object lock = new Object();
    private String lines = "log lines";
    private long dropped;

    /** For Logback, which configures and starts the appender. */
    public DroppingAppender() {
        setNeverBlock(true);
        setDiscardingThreshold(0);
    }

    /** Sets the name of the lines in messages; the default is "log lines". */
    public void setLines(String lines) {
        this.lines = lines;
    }

    /**
     * Appends under a lock: without it a line could be dropped uncounted between the check of the capacity and the
     * append.
     */
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
