/** The gateway: the filter in front of services in any language. */
@NullMarked
package dev.keystile.gateway;

import org.jspecify.annotations.NullMarked;
