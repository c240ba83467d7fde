/** The developer dashboard: server-rendered pages behind a one-time login link. */
@NullMarked
package dev.keystile.demo.dashboard;

import org.jspecify.annotations.NullMarked;
