/**
 * Routes: which requirement a request with some method and path has to meet. Begin with {@link dev.keystile.route.Route}
 * and {@link dev.keystile.route.RouteTable}.
 */
@NullMarked
package dev.keystile.route;

import org.jspecify.annotations.NullMarked;
