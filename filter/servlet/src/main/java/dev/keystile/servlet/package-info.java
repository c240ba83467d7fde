/**
 * Keystile in a servlet container. Begin with {@link dev.keystile.servlet.ApiKeyAuthFilter}: in web.xml, in code, or by
 * {@code /WEB-INF/keystile.yaml} alone. A servlet that is not behind the filter gets its decisions itself, with
 * {@link dev.keystile.servlet.ServletRequestView} and {@link dev.keystile.servlet.DecisionWriter}.
 */
@NullMarked
package dev.keystile.servlet;

import org.jspecify.annotations.NullMarked;
