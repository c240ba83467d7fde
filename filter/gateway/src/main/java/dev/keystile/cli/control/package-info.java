/**
 * How the command line reaches a running service: a Unix domain socket in the data folder, through which the service
 * executes whole commands. Begin with {@link dev.keystile.cli.control.ControlServer} and
 * {@link dev.keystile.cli.control.ControlClient}.
 */
@NullMarked
package dev.keystile.cli.control;

import org.jspecify.annotations.NullMarked;
