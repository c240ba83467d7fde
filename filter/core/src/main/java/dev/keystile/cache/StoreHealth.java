package dev.keystile.cache;

import dev.keystile.store.ApiKeyStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The health of a store.
 *
 * @param available whether the last look-up got a response; true also before the first look-up
 * @param sinceLastResponse the time since the last response of the store; null if there was none
 * @param feed whether changes arrive without delay
 * @param problem the error in the newest content of the store, which uses earlier content; null if there is none
 */
public record StoreHealth(
        boolean available,
        @Nullable Duration sinceLastResponse,
        ApiKeyStore.FeedState feed,
        @Nullable String problem) {

    /** Whether nothing needs the attention of an operator. */
    public boolean isHealthy() {
        return available && problem == null && feed != ApiKeyStore.FeedState.BROKEN;
    }
}
