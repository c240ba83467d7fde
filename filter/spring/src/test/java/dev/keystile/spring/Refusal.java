package dev.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What an answer of the filter's own looks like. */
public final class Refusal {

    private Refusal() {}

    /** Fails unless it is this refusal, as a problem document. */
    public static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }
}
