package dev.keystile.spring.lifecycle;

import static dev.keystile.spring.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.StartedThreads;
import dev.keystile.TestTimeout;
import dev.keystile.config.Keystile;
import dev.keystile.spring.KeyFolder;
import dev.keystile.spring.RunningService;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service without Spring Security that starts, gets requests, and ends. */
class LifecycleIT {

    private static final String SECURITY = "org.springframework.boot.security.autoconfigure.";

    private static RunningService start(KeyFolder keys) {
        return RunningService.start(
                SlowService.class,
                "keystile.store.path=" + keys.file(),
                "keystile.routes[0].path=/open/**",
                "keystile.routes[0].access=optional",
                "spring.threads.virtual.enabled=true",
                "spring.autoconfigure.exclude=" + SECURITY + "web.servlet.ServletWebSecurityAutoConfiguration,"
                        + SECURITY + "web.servlet.SecurityFilterAutoConfiguration," + SECURITY
                        + "actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
                        + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
    }

    @Test
    void aRequestInFlightEndsBeforeTheStoreIsClosed(@TempDir Path folder) throws Exception {
        KeyFolder keys = KeyFolder.in(folder);
        String key = keys.secret();
        StartedThreads threads = StartedThreads.of("keystile");
        RunningService service = start(keys);
        assertThat(service.getWith(key, "/thread").body())
                .contains(Runtime.version().feature() >= 21 ? "VirtualThread" : "Thread");
        assertRefused(service.get("/slow"), 401, "missing_key");
        assertThat(service.get("/open/whoever").body()).isEqualTo("nobody");
        assertThat(service.getWith(key, "/open/whoever").body()).isEqualTo("demo");
        assertRefused(service.get("/open/somebody"), 401, "missing_key");
        assertThat(service.getWith(key, "/open/somebody").body()).isEqualTo("demo");

        SlowService slow = service.context().getBean(SlowService.class);
        FutureTask<HttpResponse<String>> response = new FutureTask<>(() -> service.getWith(key, "/slow"));
        new Thread(response).start();
        assertThat(slow.entered.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        FutureTask<Void> close = new FutureTask<>(service::close, null);
        new Thread(close).start();
        slow.released.countDown();

        assertThat(response.get(TestTimeout.SECONDS, TimeUnit.SECONDS).body()).isEqualTo("at last for demo");
        close.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
        threads.awaitEnd();

        // As devtools do: the next context in the same process.
        try (RunningService again = start(keys)) {
            assertThat(again.getWith(key, "/open/somebody").body()).isEqualTo("demo");
            assertThat(again.context().getBean(Keystile.class).cachedKeys()).isOne();
        }
    }
}
