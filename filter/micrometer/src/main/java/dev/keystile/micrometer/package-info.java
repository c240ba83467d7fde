/** Metrics for Micrometer, the one place that knows it; nothing else needs Micrometer's jar. */
@NullMarked
package dev.keystile.micrometer;

import org.jspecify.annotations.NullMarked;
