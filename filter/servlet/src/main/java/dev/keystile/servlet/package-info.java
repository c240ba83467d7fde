/** The door: a servlet request becomes the core's view of it, and a verdict becomes a response. */
@NullMarked
package dev.keystile.servlet;

import org.jspecify.annotations.NullMarked;
