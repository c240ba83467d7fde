/**
 * The model: what a key is, how its text is formed and checked, and which environment it belongs
 * to. Nothing here reads, writes or waits.
 */
@NullMarked
package dev.keystile.key;

import org.jspecify.annotations.NullMarked;
