/** Single sign-on: authorization codes, access tokens and profiles of a built-in identity provider. */
@NullMarked
package dev.keystile.demo.sso;

import org.jspecify.annotations.NullMarked;
