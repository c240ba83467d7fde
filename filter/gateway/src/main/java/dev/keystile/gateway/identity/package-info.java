/** What services behind the gateway learn of a request's key, and how they can check it. */
@NullMarked
package dev.keystile.gateway.identity;

import org.jspecify.annotations.NullMarked;
