package dev.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README shows the applications of these tests, to the letter. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");

    @ParameterizedTest
    @CsvSource({
        "java, src/test/java/dev/keystile/spring/service/Service.java",
        "java, src/test/java/dev/keystile/spring/service/OrganizationsController.java",
        "yaml keystile.yaml, src/test/resources/dev/keystile/spring/keystile.yaml",
        "java, src/test/java/dev/keystile/spring/gateway/Gateway.java"
    })
    void theReadmeShowsTheTestedCode(String language, Path source) throws IOException {
        String code = Files.readString(source).replaceFirst("^package .*\\R\\R", "");

        assertThat(Files.readString(README)).contains("```" + language + "\n" + code + "```\n");
    }
}
