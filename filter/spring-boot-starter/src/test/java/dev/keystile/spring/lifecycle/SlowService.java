package dev.keystile.spring.lifecycle;

import dev.keystile.key.Environment;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service whose response waits until a test lets it go. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class SlowService {

    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    @GetMapping("/slow")
    String slow(Environment environment) throws InterruptedException {
        entered.countDown();
        return released.await(60, TimeUnit.SECONDS) ? "at last for " + environment : "never released";
    }

    @GetMapping("/thread")
    String thread() {
        return Thread.currentThread().toString();
    }

    @GetMapping("/open/whoever")
    String whoever(Optional<Environment> environment) {
        return environment.map(Environment::id).orElse("nobody");
    }

    @GetMapping("/open/somebody")
    String somebody(Environment environment) {
        return environment.id();
    }
}
