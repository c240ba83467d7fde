package dev.keystile.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keystile.route.Access;
import dev.keystile.route.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DelegatedRoutesTest {

    private static List<String> logged(Route... routes) {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        Logger log = (Logger) LoggerFactory.getLogger(DelegatedRoutes.class);
        log.addAppender(appender);
        try {
            DelegatedRoutes.log(List.of(routes));
        } finally {
            log.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aStartSaysWhereTheApplicationMustAuthenticate() {
        assertThat(logged(Route.of("/app/**", Access.DELEGATED), Route.of("/a", Access.SECRET)))
                .containsExactly("Delegated routes: /app/** (code). Requests without a key reach the application there,"
                        + " which must authenticate them.");
        assertThat(logged(Route.of("/a", Access.OPTIONAL))).isEmpty();
    }
}
