package dev.keystile.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.PublicApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PublicApiTest {

    @Test
    void whatUsersSeeChangesOnPurposeOnly() throws IOException {
        assertThat(PublicApi.of(TestKeys.class))
                .as("the public signatures; if they are to change, run the test with -Dapi.update and commit the file")
                .containsExactlyElementsOf(PublicApi.agreed(TestKeys.class));
    }
}
