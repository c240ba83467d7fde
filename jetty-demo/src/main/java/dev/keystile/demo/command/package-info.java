/** The demo's own commands. Begin with {@link dev.keystile.demo.command.ServeCommand}, which starts the service. */
@NullMarked
package dev.keystile.demo.command;

import org.jspecify.annotations.NullMarked;
