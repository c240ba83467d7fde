package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoaderThreadsTest {

    @Test
    void loadersAreDaemonsThatEndWhenIdle() throws Exception {
        ThreadPoolExecutor pool = (ThreadPoolExecutor) LoaderThreads.loaders(2);
        try {
            assertThat(threadOf(pool).getName()).isEqualTo("keystile-load-1");
            assertThat(threadOf(pool).getName()).isEqualTo("keystile-load-2");
            assertThat(threadOf(pool).isDaemon()).isTrue();
            assertThat(pool.getMaximumPoolSize()).isEqualTo(2);
            assertThat(pool.allowsCoreThreadTimeOut()).isTrue();
            assertThat(pool.getKeepAliveTime(TimeUnit.SECONDS)).isEqualTo(30);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theTimerIsADaemonAndForgetsWhatIsCancelled() throws Exception {
        ScheduledExecutorService timer = LoaderThreads.timer();
        try {
            Thread thread = threadOf(timer);
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("keystile-load-timer");

            Future<?> timeout = timer.schedule(() -> {}, 1, TimeUnit.DAYS);
            timeout.cancel(false);
            assertThat(((ScheduledThreadPoolExecutor) timer).getQueue()).isEmpty();
        } finally {
            timer.shutdownNow();
        }
    }

    private static Thread threadOf(ExecutorService executor) throws Exception {
        return executor.submit(Thread::currentThread).get(TestTimeout.SECONDS, TimeUnit.SECONDS);
    }
}
