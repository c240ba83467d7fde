package dev.keystile.spring.sample;

import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.key.Environment;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Shop {

    public static void main(String[] args) {
        SpringApplication.run(Shop.class, args);
    }

    @Bean
    ApplicationRunner firstEnvironment(KeyAdmin keys) {
        return arguments -> {
            if (keys.environments().isEmpty()) {
                keys.createEnvironment(new Actor("shop", "start"), new Environment("default", "Default Project"));
            }
        };
    }
}
