/** Metrics for Micrometer, the one place that knows it; nothing else needs Micrometer's jar. */
@NullMarked
package dev.keystile.verdict.micrometer;

import org.jspecify.annotations.NullMarked;
