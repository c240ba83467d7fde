/** What the documentation pages show: code examples, and what every refusal means. */
@NullMarked
package dev.keystile.demo.docs;

import org.jspecify.annotations.NullMarked;
