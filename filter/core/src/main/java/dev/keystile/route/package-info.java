/** The route table: from a method and a path to what a request needs to come through. */
@NullMarked
package dev.keystile.route;

import org.jspecify.annotations.NullMarked;
