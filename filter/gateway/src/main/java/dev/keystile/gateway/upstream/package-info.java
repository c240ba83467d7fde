/** Passing requests on to the services behind the gateway. */
@NullMarked
package dev.keystile.gateway.upstream;

import org.jspecify.annotations.NullMarked;
