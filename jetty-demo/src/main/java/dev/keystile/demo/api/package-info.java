/**
 * The JSON API of the demo: requests, responses, pages and errors, and the endpoints without data of their own. Begin with
 * {@link dev.keystile.demo.api.ApiServlet} and {@link dev.keystile.demo.api.Endpoint}.
 */
@NullMarked
package dev.keystile.demo.api;

import org.jspecify.annotations.NullMarked;
