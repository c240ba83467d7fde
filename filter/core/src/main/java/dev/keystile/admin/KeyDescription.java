package dev.keystile.admin;

import dev.keystile.key.KeyRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it.
 *
 * @param key what the store keeps
 * @param lastUsedAt when it was last used, to about half a minute; null if never, or where that is not recorded
 */
public record KeyDescription(KeyRecord key, @Nullable Instant lastUsedAt) {}
