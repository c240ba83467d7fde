/** What is written in response to a request, without types of the Servlet API. */
@NullMarked
package dev.keystile.reply;

import org.jspecify.annotations.NullMarked;
