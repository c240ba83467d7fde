/** The door: a servlet request becomes the core's view of it, and a verdict becomes a response. */
@NullMarked
package dev.keystile.web;

import org.jspecify.annotations.NullMarked;
