package dev.keystile.cache;

import dev.keystile.store.ApiKeyStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a store does.
 *
 * @param answering whether the last look-up was answered; true also before the first
 * @param lastAnswered how long ago the store last answered; null if it never did
 * @param feed whether changes arrive without delay
 * @param problem what is wrong with the content that the store answers from; null if nothing is
 */
public record StoreHealth(
        boolean answering,
        @Nullable Duration lastAnswered,
        ApiKeyStore.FeedState feed,
        @Nullable String problem) {

    /** Whether there is nothing that a person should look at. */
    public boolean isWell() {
        return answering && problem == null && feed != ApiKeyStore.FeedState.BROKEN;
    }
}
