/**
 * Routes: the requirement of a request, by its method and path. Begin with {@link dev.keystile.route.Route}
 * and {@link dev.keystile.route.RouteTable}.
 */
@NullMarked
package dev.keystile.route;

import org.jspecify.annotations.NullMarked;
