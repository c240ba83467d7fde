package dev.keystile.gateway;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is written to a log while a test runs. */
final class Lines implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    private Lines(Logger logger) {
        this.logger = logger;
        heard.start();
        logger.addAppender(heard);
    }

    static Lines of(String name) {
        return new Lines((Logger) LoggerFactory.getLogger(name));
    }

    /** Each with its level. */
    List<String> all() {
        synchronized (heard) {
            return List.copyOf(heard.list).stream()
                    .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                    .toList();
        }
    }

    List<String> errors() {
        return all().stream().filter(line -> line.startsWith("ERROR ")).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(heard);
    }
}
