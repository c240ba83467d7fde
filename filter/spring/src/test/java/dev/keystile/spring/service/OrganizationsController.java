package dev.keystile.spring.service;

import dev.keystile.key.Environment;
import java.security.Principal;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrganizationsController {

    @GetMapping("/organizations")
    Map<String, String> list(
            @RequestAttribute("dev.keystile.environment") Environment environment, Principal principal) {
        return Map.of("environment", environment.id(), "key", principal.getName());
    }
}
