/** The endpoint that other proxies ask whether a request may come through. */
@NullMarked
package dev.keystile.gateway.external;

import org.jspecify.annotations.NullMarked;
