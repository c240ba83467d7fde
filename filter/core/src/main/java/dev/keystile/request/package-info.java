/**
 * Requests, without types of the Servlet API. Begin with {@link dev.keystile.request.RequestView}, which an adapter
 * implements.
 */
@NullMarked
package dev.keystile.request;

import org.jspecify.annotations.NullMarked;
