package dev.keystile.verdict;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A GET with an Authorization field. */
record SampleRequest(String authorization) implements RequestView {

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String rawPath() {
        return "/project";
    }

    @Override
    public String path() {
        return "/project";
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.1";
    }

    @Override
    public String requestId() {
        return "request-1";
    }

    @Override
    public Enumeration<String> values(String name) {
        return Collections.enumeration(name.equals("Authorization") ? List.of(authorization) : List.of());
    }
}
