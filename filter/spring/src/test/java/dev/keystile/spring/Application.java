package dev.keystile.spring;

import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring Boot application that runs, on a port of its own choice. */
public record Application(ConfigurableApplicationContext context) implements AutoCloseable {

    /** Starts it as its main method would. */
    public static Application run(Class<?> application, String... arguments) {
        String[] all = Stream.concat(Stream.of("--server.port=0", "--server.address=127.0.0.1"), Stream.of(arguments))
                .toArray(String[]::new);
        return new Application(new SpringApplicationBuilder(application).run(all));
    }

    /** A client of it. */
    public Client client() {
        return new Client(((WebServerApplicationContext) context).getWebServer().getPort());
    }

    @Override
    public void close() {
        context.close();
    }
}
