/**
 * Policies: conditions that a request with a known key must meet, one class for each. Begin with
 * {@link dev.keystile.policy.Policy}, which an application implements to add its own, and
 * {@link dev.keystile.policy.PolicyChain}, which calls them in order.
 */
@NullMarked
package dev.keystile.policy;

import org.jspecify.annotations.NullMarked;
