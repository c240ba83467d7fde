package dev.keystile.spring.service;

import dev.keystile.key.Account;
import dev.keystile.key.Environment;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrganizationsController {

    @GetMapping("/organizations")
    Map<String, String> list(
            @RequestAttribute("dev.keystile.account") Account account,
            @RequestAttribute("dev.keystile.environment") Environment environment) {
        return Map.of("account", account.id(), "environment", environment.id());
    }
}
