/**
 * What each project of the demo begins with. Begin with {@link dev.keystile.demo.project.ProjectContent}.
 */
@NullMarked
package dev.keystile.demo.project;

import org.jspecify.annotations.NullMarked;
