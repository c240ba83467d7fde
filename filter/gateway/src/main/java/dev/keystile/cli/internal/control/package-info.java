/**
 * How the command line reaches a running service: a Unix domain socket in the data folder, through which the service
 * executes whole commands. Begin with {@link dev.keystile.cli.internal.control.ControlServer} and
 * {@link dev.keystile.cli.internal.control.ControlClient}.
 */
@NullMarked
package dev.keystile.cli.internal.control;

import org.jspecify.annotations.NullMarked;
