package dev.keystile.request;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** A request that its container can take back, after which it throws from every method. */
public final class RecyclableRequest implements RequestView {

    private final RequestView request;
    private volatile boolean recycled;

    public RecyclableRequest(RequestView request) {
        this.request = request;
    }

    public void recycle() {
        recycled = true;
    }

    private RequestView request() {
        if (recycled) {
            throw new IllegalStateException("recycled");
        }
        return request;
    }

    @Override
    public String method() {
        return request().method();
    }

    @Override
    public String rawPath() {
        return request().rawPath();
    }

    @Override
    public @Nullable String path() {
        return request().path();
    }

    @Override
    public String remoteAddress() {
        return request().remoteAddress();
    }

    @Override
    public @Nullable Enumeration<String> values(String name) {
        return request().values(name);
    }
}
