/**
 * API keys for the customers of a service. Begin with {@link dev.keystile.config.Keystile}, a configuration at work, which
 * decides about requests; or with {@code dev.keystile.servlet.ApiKeyAuthFilter}, the filter that applies its decisions.
 *
 * <p>A request goes through these packages in their order:
 *
 * <ul>
 *   <li>{@code request}: the request as an adapter shows it, {@link dev.keystile.request.RequestView}
 *   <li>{@code credential}: the one credential in it, {@link dev.keystile.credential.Credential}
 *   <li>{@code route}: the rule for its method and path, {@link dev.keystile.route.Route}
 *   <li>{@code cache}: keys in memory in front of a {@code store}; {@link dev.keystile.store.ApiKeyStore} is what a store
 *       of one's own implements
 *   <li>{@code policy}: what is checked of a request whose key is known; {@link dev.keystile.policy.Policy} is what an
 *       application implements for a check of its own
 *   <li>{@code reply}: what the response gets
 *   <li>{@code decision}: the result, {@link dev.keystile.decision.Decision}
 * </ul>
 *
 * <p>Beside them, {@code key} is the model, {@code admin} makes and changes keys ({@link dev.keystile.admin.KeyAdmin}),
 * {@code config}, {@code setting} and {@code yaml} are the configuration, and {@code async} is for results that come later.
 * Packages named {@code internal} are not for users and may change at any time.
 */
@NullMarked
package dev.keystile;

import org.jspecify.annotations.NullMarked;
