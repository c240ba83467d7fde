/**
 * The content of responses, without types of the Servlet API. Begin with {@link dev.keystile.reply.ResponseFields}, the
 * header fields that a decision adds, and {@link dev.keystile.reply.ProblemDocument}, the body of a refusal.
 */
@NullMarked
package dev.keystile.reply;

import org.jspecify.annotations.NullMarked;
