package dev.keystile.spring.management;

import dev.keystile.key.Account;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with Actuator. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class MonitoredService {

    @GetMapping("/name")
    String name(Account account) {
        return account.id();
    }
}
