/**
 * Organizations, the objects that the demo's API manages, kept apart by environment. Begin with
 * {@link dev.keystile.demo.organization.OrganizationEndpoints}.
 */
@NullMarked
package dev.keystile.demo.organization;

import org.jspecify.annotations.NullMarked;
