package dev.keystile.spring.quickstart;

import dev.keystile.key.Account;
import dev.keystile.key.Environment;
import dev.keystile.spring.RequiresScope;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class OrdersService {

    public static void main(String[] args) {
        SpringApplication.run(OrdersService.class, args);
    }

    @GetMapping("/orders")
    Map<String, String> list(Account account, Environment environment) {
        return Map.of("account", account.id(), "environment", environment.id());
    }

    @RequiresScope("orders:write")
    @PostMapping("/orders")
    String create(Account account) {
        return "created for " + account.id();
    }

    @GetMapping("/catalog")
    String catalog(Environment environment) {
        return "catalog of " + environment.name();
    }
}
