/**
 * Declarations of settings: each {@link dev.keystile.setting.Setting} has its name, kind of value, default and
 * description in one place, for YAML, init-params, builders and the JSON Schema. Begin with
 * {@link dev.keystile.setting.Setting} and {@link dev.keystile.setting.ValueType}.
 */
@NullMarked
package dev.keystile.setting;

import org.jspecify.annotations.NullMarked;
