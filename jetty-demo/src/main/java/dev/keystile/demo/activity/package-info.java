/** The last requests to the API, kept in memory: what was decided about each, and the status of its response. */
@NullMarked
package dev.keystile.demo.activity;

import org.jspecify.annotations.NullMarked;
