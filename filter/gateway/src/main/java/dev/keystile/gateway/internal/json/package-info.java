/** Reading and writing of JSON, with Jackson: {@link dev.keystile.gateway.internal.json.Json}. */
@NullMarked
package dev.keystile.gateway.internal.json;

import org.jspecify.annotations.NullMarked;
