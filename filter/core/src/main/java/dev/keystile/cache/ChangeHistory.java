package dev.keystile.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * When accounts, or anything, last changed, for telling entries and loads that began before a change from those that began
 * after the change. Thread-safe. The memory is bounded by the number of cached keys, whatever changes are reported.
 *
 * <p>Changes are numbered as they are reported, and a load takes the number of the last change before the load reads the
 * store. A store reports a change after the store returns what has changed. So a load with the number of the change, or a
 * higher number, has read the new content, and a load with a lower number may have read the old content. Ticks of a clock
 * would not do: a load and a change may have the same tick.
 */
final class ChangeHistory {

    private static final int SLOTS = 1024;

    private final AtomicLong last = new AtomicLong();
    private final AtomicLong lastOfAll = new AtomicLong();

    /**
     * The accounts of the cached keys, by their id. Each entry refers to its account, so that an account is in the map
     * as long as anything judges an entry by the account, and all entries of an account share one instance. When no
     * entry is left, the garbage collector removes the account.
     */
    private final Cache<String, CachedAccount> accounts =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

    /**
     * The last change of any account whose id has the same hash; from these numbers, an account that was not in the map
     * begins. They matter only to loads that were under way at the change, since later loads have higher numbers. That
     * accounts share a number is safe: such a load may be repeated in vain. In return, no flood of changes needs any
     * memory.
     */
    private final AtomicLongArray lastOfHash = new AtomicLongArray(SLOTS);

    /** The number of the last change, which a load takes before the load reads the store; 0 if there was none. */
    long last() {
        return last.get();
    }

    /** Anything may have changed. */
    void allChanged() {
        lastOfAll.accumulateAndGet(last.incrementAndGet(), Math::max);
    }

    /** An account has changed. */
    void accountChanged(String accountId) {
        // In one step with the look-up: an account that is added meanwhile would miss the change.
        accounts.asMap().compute(accountId, (id, account) -> {
            long number = last.incrementAndGet();
            lastOfHash.accumulateAndGet(slot(id), number, Math::max);
            if (account != null) {
                account.changed(number);
            }
            return account;
        });
    }

    /** The account with this id, for an entry that refers to the account. */
    CachedAccount account(String accountId) {
        return accounts.get(accountId, id -> new CachedAccount(lastOfHash.get(slot(id))));
    }

    /**
     * Whether anything has changed since a load was created.
     *
     * @param sequence the number of the last change when the load was created
     * @param account the account of the key; null if the account is not known
     */
    boolean isOvertaken(long sequence, @Nullable CachedAccount account) {
        // Nearly always true, and then the account need not be read.
        if (sequence >= last.get()) {
            return false;
        }
        return sequence < lastOfAll.get() || (account != null && sequence < account.changedAt());
    }

    /** The number of accounts in memory. */
    long size() {
        accounts.cleanUp();
        return accounts.estimatedSize();
    }

    private static int slot(String accountId) {
        int hash = accountId.hashCode();
        return (hash ^ hash >>> 16) & (SLOTS - 1);
    }
}
