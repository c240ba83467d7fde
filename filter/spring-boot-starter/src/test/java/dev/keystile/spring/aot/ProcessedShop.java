package dev.keystile.spring.aot;

import dev.keystile.spring.RunningService;
import dev.keystile.spring.sample.Customers;
import dev.keystile.spring.sample.Shop;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.aot.AotDetector;

/** A program that runs the README's shop and writes to a file what the responses to some requests were. */
final class ProcessedShop {

    static final String SETTINGS = "spring.config.location=classpath:/dev/keystile/spring/sample/application.yaml";

    private ProcessedShop() {}

    public static void main(String[] arguments) throws Exception {
        try (RunningService shop = RunningService.start(Shop.class, SETTINGS, "management.server.address=127.0.0.1")) {
            Files.writeString(Path.of(arguments[0]), responses(shop));
        }
    }

    private static String responses(RunningService shop) throws Exception {
        String key = shop.context().getBean(Customers.class).signUp("cus_1", "Reader", "orders:read");
        String[] field = {"Authorization", "Bearer " + key};
        HttpResponse<String> created = shop.post("/orders", "{}", field);
        HttpResponse<String> health = shop.get(shop.managementPort(), "/actuator/health");
        HttpResponse<String> actuator = shop.get(shop.managementPort(), "/actuator/env", field);
        return """
                generated: %s
                no key: %d
                a key: %d
                a key without the scope: %d
                health: %d
                a key for Actuator: %d
                """.formatted(
                        AotDetector.useGeneratedArtifacts(),
                        shop.get("/orders").statusCode(),
                        shop.getWith(key, "/orders").statusCode(),
                        created.statusCode(),
                        health.statusCode(),
                        actuator.statusCode());
    }
}
