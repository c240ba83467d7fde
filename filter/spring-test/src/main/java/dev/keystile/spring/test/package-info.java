/**
 * Keys for the tests of a Spring service. {@link dev.keystile.spring.test.EnableTestKeys} keeps keys in memory,
 * {@link dev.keystile.spring.test.TestKeys} makes them, and {@link dev.keystile.spring.test.ApiKeyRequests#apiKey()} sends
 * one with a request of {@code MockMvc}, through the whole filter.
 */
@NullMarked
package dev.keystile.spring.test;

import org.jspecify.annotations.NullMarked;
