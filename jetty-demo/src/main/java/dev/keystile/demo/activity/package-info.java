/** What the API was asked lately: kept in memory, told by the filter's verdicts and the final status of each answer. */
@NullMarked
package dev.keystile.demo.activity;

import org.jspecify.annotations.NullMarked;
