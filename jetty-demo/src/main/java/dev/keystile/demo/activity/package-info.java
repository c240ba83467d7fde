/**
 * The last requests to the API, kept in memory: what was decided about each, and the status of its
 * response. Begin with {@link dev.keystile.demo.activity.ActivityLog}.
 */
@NullMarked
package dev.keystile.demo.activity;

import org.jspecify.annotations.NullMarked;
