/**
 * The gateway: the filter in front of services in any language, configured by one file. Begin with
 * {@link dev.keystile.gateway.Gateway}, which is started with the path of that file.
 */
@NullMarked
package dev.keystile.gateway;

import org.jspecify.annotations.NullMarked;
