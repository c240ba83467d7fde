package dev.keystile.assertion;

import dev.keystile.verdict.RequestView;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A request with assertions and nothing else. */
record AssertedRequest(List<String> tokens) implements RequestView {

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String rawPath() {
        return "/";
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.1";
    }

    @Override
    public String requestId() {
        return "req-1";
    }

    @Override
    public Enumeration<String> values(String name) {
        return Collections.enumeration(name.equals(AssertionSigner.HEADER) ? tokens : List.of());
    }
}
