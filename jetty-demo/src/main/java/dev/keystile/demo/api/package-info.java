/** Requests and answers in JSON, and the endpoints that need nothing else. */
@NullMarked
package dev.keystile.demo.api;

import org.jspecify.annotations.NullMarked;
