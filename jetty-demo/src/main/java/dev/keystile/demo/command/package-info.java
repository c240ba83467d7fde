/** The demo's own commands: {@code serve} and {@code login}. */
@NullMarked
package dev.keystile.demo.command;

import org.jspecify.annotations.NullMarked;
