/** How JSON is read and written. */
@NullMarked
package dev.keystile.gateway.json;

import org.jspecify.annotations.NullMarked;
