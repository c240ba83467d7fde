package dev.keystile.spring.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.spring.Application;
import dev.keystile.spring.Client;
import dev.keystile.spring.Setup;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Spring Boot's graceful shutdown: what has begun gets its response, and then the filter closes its store. */
@Timeout(300)
class ShutdownIT {

    @Test
    void theStoreClosesAfterTheLastResponse(@TempDir Path folder) throws Exception {
        Setup setup = Setup.in(folder);
        Set<Thread> others = keyFileWatchers();
        Application service = Application.run(Service.class, "--keystile.config=" + setup.config());
        Set<Thread> watchers = keyFileWatchers();
        watchers.removeAll(others);
        SlowController slow = service.context().getBean(SlowController.class);
        Client client = service.client();

        CompletableFuture<HttpResponse<String>> response = CompletableFuture.supplyAsync(
                () -> client.getWith(setup.secret().key(), "/slow"));
        assertThat(slow.awaitRequest()).isTrue();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(service::close, task -> new Thread(task).start());
        await().atMost(Client.TIMEOUT).until(() -> !client.canConnect());

        assertThat(watchers).hasSize(1).allMatch(Thread::isAlive);
        slow.release();
        assertThat(response.join().body()).isEqualTo("at last for demo");
        stop.join();
        await().atMost(Client.TIMEOUT).untilAsserted(() -> assertThat(watchers).noneMatch(Thread::isAlive));
    }

    private static Set<Thread> keyFileWatchers() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().equals("keystile-key-file"));
        return threads;
    }
}
