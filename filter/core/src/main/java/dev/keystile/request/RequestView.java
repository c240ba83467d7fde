package dev.keystile.request;

import org.jspecify.annotations.Nullable;

/**
 * A request as the decision sees it. An adapter shows one for each request; the methods are called on the thread that
 * decides, and no text that a client sent makes them throw.
 */
public interface RequestView extends HeaderFields {

    /** The method, as sent. */
    String method();

    /** The path as it stood in the request line, neither decoded nor normalised, without the query. */
    String rawPath();

    /**
     * The path as the application will see it: decoded, relative to the context. Asked for only when
     * {@link #rawPath()} is not ambiguous.
     *
     * @return null if the container takes it for ambiguous itself
     */
    @Nullable
    String path();

    /** The address at the other end of the connection, in its textual form; empty if it has none, as on a Unix domain socket. */
    String remoteAddress();
}
