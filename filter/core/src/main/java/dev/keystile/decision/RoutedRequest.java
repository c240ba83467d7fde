package dev.keystile.decision;

import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;

/**
 * A request with its id and the rule that matches it.
 *
 * @param view the request
 * @param id the id of the request
 * @param route the rule
 */
record RoutedRequest(RequestView view, String id, Requirement route) {}
