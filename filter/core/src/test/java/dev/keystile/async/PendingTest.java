package dev.keystile.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.TestTimeout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingTest {

    private final CompletableFuture<String> result = new CompletableFuture<>();
    private final Pending<String> pending = Pending.of(result, TestTimeout.MAX, "otherwise");
    private final ExecutorService application =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "application"));

    @AfterEach
    void close() {
        application.shutdown();
    }

    @Test
    void aThreadWaitsForTheResult() throws Exception {
        CompletableFuture<String> taken = CompletableFuture.supplyAsync(pending::await, application);
        result.complete("result");

        assertThat(get(taken)).isEqualTo("result");
        assertThat(pending.await()).as("again").isEqualTo("result");
    }

    @Test
    void aSecondResultFollowsOnTheFirst() throws Exception {
        CompletableFuture<String> second = new CompletableFuture<>();
        Pending<String> both = pending.then(
                first -> Pending.of(second, TestTimeout.MAX, "otherwise").map(value -> first + ", " + value));
        CompletionStage<String> length =
                both.map(value -> value + " on " + threadName()).on(application);

        second.complete("second");
        assertThat(length.toCompletableFuture()).isNotDone();
        result.complete("first");

        assertThat(both.await()).isEqualTo("first, second");
        assertThat(get(length)).isEqualTo("first, second on application");
    }

    @Test
    void afterTheBoundAThreadGetsTheFixedValue() {
        assertThat(Pending.of(result, Duration.ZERO, "otherwise").await()).isEqualTo("otherwise");
    }

    @Test
    void aResultThatIsThereIsTakenAfterTheBoundToo() {
        result.complete("result");

        assertThat(Pending.of(result, Duration.ZERO, "otherwise").await()).isEqualTo("result");
    }

    @Test
    void anInterruptedThreadGetsTheFixedValueAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        String taken = pending.await();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(taken).isEqualTo("otherwise");
    }

    @Test
    void aResultThatFailsIsTheFixedValue() throws Exception {
        result.completeExceptionally(new IllegalStateException("for the test"));

        assertThat(pending.await()).isEqualTo("otherwise");
        assertThat(get(pending.on(application))).isEqualTo("otherwise");
    }

    @Test
    void theStageIsCompletedOnTheExecutor() throws Exception {
        CompletionStage<String> thread = pending.on(application).thenApply(value -> value + " on " + threadName());

        complete("loader");

        assertThat(get(thread)).isEqualTo("result on application");
    }

    @Test
    void anEventLoopGetsTheResultOnItsOwnThread() throws Exception {
        result.complete("result");

        CompletableFuture<String> told = CompletableFuture.supplyAsync(
                        () -> pending.map(value -> value + " on " + threadName())
                                .on(application),
                        application)
                .thenCompose(stage -> stage);

        assertThat(get(told)).isEqualTo("result on application");
    }

    @Test
    void anExecutorThatRunsTasksOnTheCallersThreadDoesNotBorrowTheCompletingOne() throws Exception {
        Executor callerRuns = Runnable::run;
        CompletionStage<String> thread =
                pending.map(value -> threadName()).on(callerRuns).thenApply(mapped -> mapped + ", " + threadName());

        complete("loader");

        assertThat(get(thread)).doesNotContain("loader");
    }

    @Test
    void anExecutorThatRefusesEndsTheStageAndNotOnTheCompletingThread() throws Exception {
        application.shutdown();
        CompletionStage<String> thread = pending.on(application).handle((value, failure) -> {
            assertThat(failure).isInstanceOf(RejectedExecutionException.class);
            return threadName();
        });

        complete("loader");

        assertThat(get(thread)).isNotEqualTo("loader");
    }

    @Test
    void eachCallGetsAStageOfItsOwn() throws Exception {
        CompletionStage<String> mine = pending.on(application);
        CompletionStage<String> other = pending.on(application);
        mine.toCompletableFuture().complete("invented");
        result.complete("result");

        assertThat(get(mine)).isEqualTo("invented");
        assertThat(get(other)).isEqualTo("result");
        assertThat(pending.await()).isEqualTo("result");
    }

    @Test
    void aFunctionRunsWhereTheResultIsTaken() throws Exception {
        Pending<String> mapped = pending.map(value -> value + " mapped on " + threadName());
        CompletionStage<String> stage = mapped.on(application);
        complete("loader");

        assertThat(mapped.await()).isEqualTo("result mapped on " + threadName());
        assertThat(get(stage)).isEqualTo("result mapped on application");
    }

    @Test
    void functionsFollowEachOtherAndGetTheFixedValueToo() {
        assertThat(Pending.of(result, Duration.ZERO, "otherwise")
                        .map(String::length)
                        .map(length -> length + 1)
                        .await())
                .isEqualTo(10);
    }

    @Test
    void aFunctionThatThrowsFailsWhereTheResultIsTaken() {
        Pending<String> broken = pending.map(value -> {
            throw new IllegalStateException("for the test");
        });
        CompletionStage<String> stage = broken.on(application);
        result.complete("result");

        assertThatThrownBy(broken::await).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> get(stage))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    private void complete(String threadName) throws InterruptedException {
        Thread thread = new Thread(() -> result.complete("result"), threadName);
        thread.start();
        thread.join(TestTimeout.MILLIS);
    }

    private static String threadName() {
        return Thread.currentThread().getName();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(TestTimeout.SECONDS, TimeUnit.SECONDS);
    }
}
