/** The objects that the demo keeps, in memory and by environment. */
@NullMarked
package dev.keystile.demo.organization;

import org.jspecify.annotations.NullMarked;
