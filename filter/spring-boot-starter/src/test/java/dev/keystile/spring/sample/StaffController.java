package dev.keystile.spring.sample;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StaffController {

    private final Customers customers;

    StaffController(Customers customers) {
        this.customers = customers;
    }

    @GetMapping("/staff/customers")
    List<String> customers() {
        return customers.names();
    }

    @GetMapping("/invoices")
    String invoices() {
        return "invoices";
    }
}
