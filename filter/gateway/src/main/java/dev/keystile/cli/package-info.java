/**
 * The command line: one class for each command. Begin with {@link dev.keystile.cli.Program}, which runs them, and
 * {@link dev.keystile.cli.CommandContext}, the environment of a command.
 */
@NullMarked
package dev.keystile.cli;

import org.jspecify.annotations.NullMarked;
