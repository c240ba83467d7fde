package dev.keystile.jdbc;

import dev.keystile.key.Account;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.KeyChanges;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes the notifications of the database on to listeners. PostgreSQL lets every role send notifications, so even a flood of
 * them must cost little: the digest of an unknown key and the id of an unknown account remove nothing and load nothing, and
 * "anything may have changed" is passed on at most once a second. The first of a burst is passed on at once, the rest
 * together when the second is over. Not safe for use by several threads, except {@link #subscribe}.
 */
final class ChangeNotifications {

    static final Duration BETWEEN_ALL = Duration.ofSeconds(1);
    static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(PostgresChangeFeed.class);
    private static final String ANYTHING = "*";
    private static final String ACCOUNT = "account:";

    private final LongSupplier ticker;
    private final List<KeyChanges> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Long allToldAt;
    private boolean allPending;
    private @Nullable Long loggedAt;
    private long unknown;
    private int lastUnknownFrom;

    ChangeNotifications(LongSupplier ticker) {
        this.ticker = ticker;
    }

    void subscribe(KeyChanges listener) {
        listeners.add(listener);
    }

    /**
     * Takes a notification.
     *
     * @param payload a digest in hexadecimal, {@code account:} and the id of an account, {@code *}, or another text, which
     *     counts like {@code *}
     * @param backend the process of the server that sent it
     */
    void receive(String payload, int backend) {
        String account = account(payload);
        KeyDigest digest = digest(payload);
        if (account != null) {
            listeners.forEach(listener -> listener.accountChanged(account));
        } else if (digest != null) {
            listeners.forEach(listener -> listener.changed(digest));
        } else {
            allPending = true;
            if (!payload.equals(ANYTHING)) {
                unknown++;
                lastUnknownFrom = backend;
            }
        }
    }

    private static @Nullable String account(String payload) {
        String id = payload.startsWith(ACCOUNT) ? payload.substring(ACCOUNT.length()) : "";
        return Account.isId(id) ? id : null;
    }

    private static @Nullable KeyDigest digest(String payload) {
        try {
            return KeyDigest.ofHex(payload);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Passes on and logs what is due. */
    void tellDue() {
        long now = ticker.getAsLong();
        if (allPending && isOver(allToldAt, BETWEEN_ALL, now)) {
            tellAll();
        }
        if (unknown > 0 && isOver(loggedAt, BETWEEN_LINES, now)) {
            LOG.warn(
                    "{} notifications on the channel {} named no key and no account, so that anything may have changed. Keystile's own"
                            + " triggers send none such, but every role of the database may; the last one is from the"
                            + " backend process {}.",
                    unknown,
                    PostgresChangeFeed.CHANNEL,
                    lastUnknownFrom);
            unknown = 0;
            loggedAt = now;
        }
    }

    /** Tells the listeners at once that anything may have changed. */
    void tellAll() {
        allPending = false;
        allToldAt = ticker.getAsLong();
        listeners.forEach(KeyChanges::anythingChanged);
    }

    /** The time to wait for notifications until something is due; at least 1, since 0 means without end to the driver. */
    int waitMillis(int max) {
        Long told = allToldAt;
        if (!allPending || told == null) {
            return max;
        }
        long rest = TimeUnit.NANOSECONDS.toMillis(BETWEEN_ALL.toNanos() - (ticker.getAsLong() - told));
        return (int) Math.max(1, Math.min(max, rest));
    }

    private static boolean isOver(@Nullable Long since, Duration duration, long now) {
        return since == null || now - since >= duration.toNanos();
    }
}
