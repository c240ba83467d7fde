package dev.keystile.demo.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The session of a user who is logged in: the account that the pages show, and what the next pages show once. The session of
 * an owner shows the owner's account and no other; the operator opens one account after the other. Thread-safe.
 */
final class Session {

    private static final Duration MAX_UNFETCHED = Duration.ofMinutes(1);
    private static final String DROPPED =
            "The key was not shown, because this page was not opened within a minute. It is"
                    + " in force; reveal it, or roll it for one that you can copy.";

    private final String csrfSecret = SecretTokens.next();
    private final DashboardUser user;
    private final Instant openedAt;
    private volatile @Nullable String accountId;
    private volatile Instant seenAt;
    private SignInTrial.@Nullable StartedSignIn signIn;
    // By pages: only the page that an entry is for takes it, also if other pages are open in other tabs.
    private final Map<String, Notice> notices = new HashMap<>();
    private final Map<String, Draft> drafts = new HashMap<>();
    private final Map<String, ShownKey> keys = new HashMap<>();

    /**
     * A form that could not be taken, to be put right.
     *
     * @param fields what was filled in, by the fields' names
     * @param error what is wrong
     */
    record Draft(Map<String, String> fields, String error) {}

    /**
     * A message that a page shows once.
     *
     * @param kind what it looks like: {@code done}, {@code failed} or {@code fresh} for a key
     * @param text what happened
     */
    record Notice(String kind, String text) {

        static Notice done(String text) {
            return new Notice("done", text);
        }

        static Notice failed(String text) {
            return new Notice("failed", text);
        }
    }

    /**
     * A whole key, which a page shows once.
     *
     * @param page the page that shows it
     * @param until when it is dropped
     */
    private record ShownKey(String page, String text, Instant until) {
        /** The page; never the text. */
        @Override
        public String toString() {
            return "ShownKey[" + page + "]";
        }
    }

    Session(DashboardUser user, Instant openedAt) {
        this.user = user;
        this.accountId = user.accountId();
        this.openedAt = openedAt;
        this.seenAt = openedAt;
    }

    /** The user who is logged in. */
    DashboardUser user() {
        return user;
    }

    /** The id of the account that the pages show; null while the operator has opened none. */
    @Nullable
    String accountId() {
        return accountId;
    }

    /**
     * Has the pages show another account.
     *
     * @throws IllegalStateException if the user is not the operator
     */
    void open(String otherAccountId) {
        if (!user.isOperator()) {
            throw new IllegalStateException("only the operator opens accounts");
        }
        accountId = otherAccountId;
    }

    /**
     * The token that each form sends back. A form of one account is not accepted while another is open, such as in another
     * tab.
     *
     * @param formAccountId the id of the account that the form changes; null for a form that belongs to no account
     */
    String csrfToken(@Nullable String formAccountId) {
        return SecretTokens.derive(csrfSecret, formAccountId == null ? "" : formAccountId);
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant seenAt() {
        return seenAt;
    }

    void seen(Instant at) {
        seenAt = at;
    }

    synchronized void begin(SignInTrial.StartedSignIn next) {
        signIn = next;
    }

    /** Returns and removes the sign-in that was started last. */
    synchronized SignInTrial.@Nullable StartedSignIn takeSignIn() {
        SignInTrial.StartedSignIn taken = signIn;
        signIn = null;
        return taken;
    }

    synchronized void keep(String page, Draft draft) {
        drafts.put(page, draft);
    }

    /** Returns and removes the draft of a page. */
    synchronized @Nullable Draft takeDraft(String page) {
        return drafts.remove(page);
    }

    synchronized void say(String page, Notice notice) {
        notices.put(page, notice);
    }

    /** Returns and removes the notice of a page. */
    synchronized @Nullable Notice takeNotice(String page) {
        return notices.remove(page);
    }

    /** Has a page show a key, once, and within a minute. */
    synchronized void show(String page, String keyId, String text, Instant now) {
        keys.put(keyId, new ShownKey(page, text, now.plus(MAX_UNFETCHED)));
    }

    /** Returns and removes the keys for a page, by their ids. */
    synchronized Map<String, String> takeKeys(String page, Instant now) {
        dropKeys(now);
        Map<String, String> taken = new HashMap<>();
        keys.forEach((id, key) -> {
            if (key.page().equals(page)) {
                taken.put(id, key.text());
            }
        });
        keys.keySet().removeAll(taken.keySet());
        return taken;
    }

    /** Removes the keys whose page was not fetched in time, and leaves a notice for the page. */
    synchronized void dropKeys(Instant now) {
        keys.values().removeIf(key -> {
            boolean late = !now.isBefore(key.until());
            if (late) {
                notices.put(key.page(), Notice.failed(DROPPED));
            }
            return late;
        });
    }
}
