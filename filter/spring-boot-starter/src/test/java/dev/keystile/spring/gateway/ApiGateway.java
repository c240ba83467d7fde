package dev.keystile.spring.gateway;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.cloud.gateway.server.mvc.predicate.GatewayRequestPredicates.path;

import dev.keystile.assertion.AssertionSigner;
import dev.keystile.assertion.SigningKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

@SpringBootApplication
public class ApiGateway {

    public static void main(String[] args) {
        SpringApplication.run(ApiGateway.class, args);
    }

    @Bean
    RouterFunction<ServerResponse> orders(@Value("${orders.url}") String url) {
        return route("orders").route(path("/**"), http()).before(uri(url)).build();
    }

    @Bean
    AssertionSigner assertions(@Value("${assertion.keys}") Path keys) throws IOException {
        InstantSource clock = InstantSource.system();
        return new AssertionSigner(
                "https://gateway.example.com", "orders", Duration.ofMinutes(1), SigningKeys.open(keys, clock), clock);
    }
}
