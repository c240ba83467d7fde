/**
 * Reads the YAML of configurations and key files into a small tree in which each value knows its place. Begin with
 * {@link dev.keystile.yaml.YamlSection}.
 */
@NullMarked
package dev.keystile.yaml;

import org.jspecify.annotations.NullMarked;
