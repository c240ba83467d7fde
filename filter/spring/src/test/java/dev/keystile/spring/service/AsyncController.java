package dev.keystile.spring.service;

import dev.keystile.key.Environment;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Responses that another thread writes, after the first pass through the filter has ended. */
@RestController
class AsyncController {

    private final AsyncTaskExecutor executor;

    AsyncController(AsyncTaskExecutor executor) {
        this.executor = executor;
    }

    @GetMapping("/callable")
    Callable<String> callable(@RequestAttribute("dev.keystile.environment") Environment environment) {
        return () -> "later for " + environment;
    }

    @GetMapping("/deferred")
    DeferredResult<String> deferred(@RequestAttribute("dev.keystile.environment") Environment environment) {
        DeferredResult<String> result = new DeferredResult<>();
        executor.execute(() -> result.setResult("later for " + environment));
        return result;
    }

    @GetMapping("/deferred-failure")
    DeferredResult<String> failure() {
        DeferredResult<String> result = new DeferredResult<>();
        executor.execute(() -> result.setErrorResult(new IllegalStateException("broken later")));
        return result;
    }

    @GetMapping("/events")
    SseEmitter events(@RequestAttribute("dev.keystile.environment") Environment environment) {
        SseEmitter events = new SseEmitter();
        executor.execute(() -> send(events, "first for " + environment, "second for " + environment));
        return events;
    }

    private static void send(SseEmitter events, String... texts) {
        try {
            for (String text : texts) {
                events.send(text);
            }
            events.complete();
        } catch (IOException e) {
            events.completeWithError(e);
        }
    }
}
