/** A request as the decision sees it: {@link dev.keystile.request.RequestView} is what an adapter shows of it. */
@NullMarked
package dev.keystile.request;

import org.jspecify.annotations.NullMarked;
