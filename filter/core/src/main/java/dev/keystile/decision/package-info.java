/**
 * The decision about a request, without types of the Servlet API. Begin with {@link dev.keystile.decision.Authenticator},
 * which decides, and {@link dev.keystile.decision.Decision}, the result.
 */
@NullMarked
package dev.keystile.decision;

import org.jspecify.annotations.NullMarked;
