package dev.keystile.spring.test;

import dev.keystile.key.Account;
import dev.keystile.key.Environment;
import java.security.Principal;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
class CatalogService {

    @GetMapping("/orders")
    String orders(Account account, Environment environment, Principal principal) {
        return account + " in " + environment + " as " + principal.getClass().getSimpleName();
    }
}
