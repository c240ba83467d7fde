package dev.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What a refusal looks like. */
public final class Refusals {

    private Refusals() {}

    /** Fails unless the response is this refusal, as a problem document. */
    public static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.headers().firstValue("X-Keystile-Error")).hasValue(code);
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    }
}
