/** The endpoint that other proxies ask whether a request may come through. */
@NullMarked
package dev.keystile.gateway.internal.external;

import org.jspecify.annotations.NullMarked;
