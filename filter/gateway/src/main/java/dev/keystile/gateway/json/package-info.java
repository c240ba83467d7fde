/** Reading and writing of JSON, with Jackson: {@link dev.keystile.gateway.json.Json}. */
@NullMarked
package dev.keystile.gateway.json;

import org.jspecify.annotations.NullMarked;
