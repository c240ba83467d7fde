package dev.keystile.spring.service;

import dev.keystile.key.Environment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** A response that waits until a test lets it go. */
@RestController
class SlowController {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @GetMapping("/slow")
    String slow(@RequestAttribute("dev.keystile.environment") Environment environment) throws InterruptedException {
        entered.countDown();
        return released.await(60, TimeUnit.SECONDS) ? "at last for " + environment : "never released";
    }

    boolean awaitRequest() throws InterruptedException {
        return entered.await(60, TimeUnit.SECONDS);
    }

    void release() {
        released.countDown();
    }
}
