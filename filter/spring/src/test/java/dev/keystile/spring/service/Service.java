package dev.keystile.spring.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service with the README's registration and controller, found by the scan of its package. */
@SpringBootApplication
public class Service {

    public static void main(String[] args) {
        SpringApplication.run(Service.class, args);
    }
}
