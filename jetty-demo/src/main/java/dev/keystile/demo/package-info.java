/** The demo's entry. */
@NullMarked
package dev.keystile.demo;

import org.jspecify.annotations.NullMarked;
