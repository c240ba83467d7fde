/** The gateway: the filter in front of services in any language. */
@NullMarked
package dev.keystile.demo.gateway;

import org.jspecify.annotations.NullMarked;
