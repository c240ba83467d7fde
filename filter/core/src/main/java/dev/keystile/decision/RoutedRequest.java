package dev.keystile.decision;

import dev.keystile.reply.RequestId;
import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;

/**
 * A request with its id and the requirement of its route.
 *
 * @param view the request
 * @param id the id of the request
 * @param route the requirement of the route that matches
 */
record RoutedRequest(RequestView view, RequestId id, Requirement route) {}
