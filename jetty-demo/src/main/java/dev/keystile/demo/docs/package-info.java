/**
 * The content of the documentation pages: code examples and explanations of refusals. Begin with
 * {@link dev.keystile.demo.docs.Snippets} and {@link dev.keystile.demo.docs.RefusalGuide}.
 */
@NullMarked
package dev.keystile.demo.docs;

import org.jspecify.annotations.NullMarked;
