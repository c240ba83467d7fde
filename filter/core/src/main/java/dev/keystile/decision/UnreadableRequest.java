package dev.keystile.decision;

import dev.keystile.request.RequestView;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** A request without any content, in place of a request that throws when it is read, such as a recycled one. */
enum UnreadableRequest implements RequestView {
    /** The one instance. */
    UNREADABLE;

    @Override
    public String method() {
        return "";
    }

    @Override
    public String rawPath() {
        return "";
    }

    @Override
    public @Nullable String path() {
        return null;
    }

    @Override
    public String remoteAddress() {
        return "";
    }

    @Override
    public @Nullable Enumeration<String> values(String name) {
        return null;
    }
}
