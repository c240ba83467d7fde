package dev.keystile.spring.gateway;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.cloud.gateway.server.mvc.predicate.GatewayRequestPredicates.path;

import dev.keystile.servlet.ApiKeyAuthFilter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

@SpringBootApplication
public class Gateway {

    public static void main(String[] args) {
        SpringApplication.run(Gateway.class, args);
    }

    @Bean
    RouterFunction<ServerResponse> upstream(@Value("${upstream}") String upstream) {
        return route("upstream")
                .route(path("/**"), http())
                .before(uri(upstream))
                .before(Gateway::withIdentity)
                .build();
    }

    private static ServerRequest withIdentity(ServerRequest request) {
        return ApiKeyAuthFilter.identity(request.servletRequest())
                .map(identity -> ServerRequest.from(request)
                        .header("X-Keystile-Account", identity.account().id())
                        .header("X-Keystile-Environment", identity.environment().id())
                        .build())
                .orElse(request);
    }
}
