/**
 * What is asked of a request whose key is known: one class for each question. {@link dev.keystile.policy.Policy} is what
 * an application implements to ask one of its own.
 */
@NullMarked
package dev.keystile.policy;

import org.jspecify.annotations.NullMarked;
