/**
 * A demo service that uses the filter as any service would: an API behind keys, a dashboard, and single sign-on. Begin
 * with {@link dev.keystile.demo.Main}, whose commands put the service together.
 */
@NullMarked
package dev.keystile.demo;

import org.jspecify.annotations.NullMarked;
