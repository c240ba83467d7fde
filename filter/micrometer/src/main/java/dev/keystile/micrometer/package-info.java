/**
 * Metrics of the filter for Micrometer. Begin with {@link dev.keystile.micrometer.KeystileMetrics}, which is a listener of
 * decisions and of the cache. No other module needs Micrometer.
 */
@NullMarked
package dev.keystile.micrometer;

import org.jspecify.annotations.NullMarked;
