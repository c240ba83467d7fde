package dev.keystile.spring.sample;

import dev.keystile.key.Identity;
import dev.keystile.spring.RequiresScope;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrdersController {

    @GetMapping("/orders")
    String list(Identity identity) {
        return "orders of " + identity.account() + " in " + identity.environment();
    }

    @RequiresScope("orders:write")
    @PostMapping("/orders")
    String create(@AuthenticationPrincipal Identity identity) {
        return "created with " + identity.keyId();
    }

    @PreAuthorize("hasAuthority('SCOPE_orders:write')")
    @DeleteMapping("/orders")
    String deleteAll() {
        return "deleted";
    }
}
