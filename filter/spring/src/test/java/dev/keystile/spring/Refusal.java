package dev.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What a response of the filter's own looks like. */
public final class Refusal {

    private Refusal() {}

    /** Fails unless it is this refusal, as a problem document. */
    public static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    }
}
