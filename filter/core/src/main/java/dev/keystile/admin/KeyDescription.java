package dev.keystile.admin;

import dev.keystile.key.ApiKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key with the time of its last use.
 *
 * @param key the record in the store
 * @param lastUsedAt the time of the last use, accurate to about 30 seconds; null if the key was never used, or the store
 *     does not record uses
 */
public record KeyDescription(ApiKey key, @Nullable Instant lastUsedAt) {}
