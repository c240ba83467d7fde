/** The command line: one class per command. */
@NullMarked
package dev.keystile.demo.command;

import org.jspecify.annotations.NullMarked;
