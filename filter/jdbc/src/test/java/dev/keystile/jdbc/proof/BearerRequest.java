package dev.keystile.jdbc.proof;

import dev.keystile.verdict.RequestView;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A request with a key. */
record BearerRequest(String key) implements RequestView {

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
        return "";
    }

    @Override
    public Enumeration<String> values(String name) {
        return Collections.enumeration(name.equalsIgnoreCase("Authorization") ? List.of("Bearer " + key) : List.of());
    }
}
