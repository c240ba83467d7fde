/**
 * Single sign-on with a built-in identity provider: authorization codes, access tokens and profiles. Begin with
 * {@link dev.keystile.demo.sso.SsoEndpoints}.
 */
@NullMarked
package dev.keystile.demo.sso;

import org.jspecify.annotations.NullMarked;
