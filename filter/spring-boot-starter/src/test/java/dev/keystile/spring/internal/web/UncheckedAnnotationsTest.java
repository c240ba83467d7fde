package dev.keystile.spring.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.RequiresScope;
import dev.keystile.spring.RequiresSecretKey;
import dev.keystile.spring.autoconfigure.KeystileAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileMvcAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileSettingsAutoConfiguration;
import dev.keystile.store.MemoryKeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class UncheckedAnnotationsTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    WebMvcAutoConfiguration.class,
                    KeystileSettingsAutoConfiguration.class,
                    KeystileAutoConfiguration.class,
                    KeystileMvcAutoConfiguration.class))
            .withBean(MemoryKeyStore.class);

    @RequiresScope("orders:read")
    static class AnnotatedService {}

    static class ServiceWithAMethod {

        @RequiresSecretKey
        void orders() {}
    }

    @RestController
    static class ControllerWithAHelper {

        @GetMapping("/orders")
        String orders() {
            return helper();
        }

        @RequiresScope("orders:read")
        String helper() {
            return "orders";
        }
    }

    @RestController
    @RequiresScope("orders:read")
    static class Controller {

        @RequiresSecretKey
        @GetMapping("/orders")
        String orders() {
            return "orders";
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {AnnotatedService.class, ServiceWithAMethod.class, ControllerWithAHelper.class})
    void anAnnotationThatNothingChecksStopsTheStart(Class<?> bean) {
        runner.withUserConfiguration(bean)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessageContaining("@RequiresScope or @RequiresSecretKey on " + bean.getName())
                        .hasMessageContaining("would not be checked; they belong on controllers"));
    }

    @Test
    void anAnnotationOfAControllerIsChecked() {
        runner.withUserConfiguration(Controller.class)
                .run(context -> assertThat(context).hasNotFailed());
    }
}
