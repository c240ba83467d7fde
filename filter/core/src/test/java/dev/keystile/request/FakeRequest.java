package dev.keystile.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request for tests, whose raw path says what it is once decoded. */
public final class FakeRequest implements RequestView {

    private final String method;
    private final String rawPath;
    private final String path;
    private String remoteAddress = "192.0.2.1";
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private FakeRequest(String method, String rawPath, String path) {
        this.method = method;
        this.rawPath = rawPath;
        this.path = path;
    }

    public static FakeRequest of(String method, String path) {
        return new FakeRequest(method, path, path);
    }

    public static FakeRequest get(String path) {
        return of("GET", path);
    }

    /** A GET whose Authorization field has these lines. */
    public static FakeRequest authorization(String... lines) {
        return get("/").with("Authorization", lines);
    }

    /** A path that the container decodes to something else, or to null. */
    public static FakeRequest decoded(String rawPath, String path) {
        return new FakeRequest("GET", rawPath, path);
    }

    public FakeRequest with(String name, String... values) {
        headers.computeIfAbsent(name, n -> new ArrayList<>()).addAll(List.of(values));
        return this;
    }

    public FakeRequest from(String address) {
        remoteAddress = address;
        return this;
    }

    public FakeRequest bearer(String key) {
        return with("Authorization", "Bearer " + key);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String rawPath() {
        return rawPath;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public Enumeration<String> values(String name) {
        return Collections.enumeration(headers.getOrDefault(name, List.of()));
    }

    /** The header fields. */
    @Override
    public String toString() {
        return headers.toString();
    }
}
