package dev.keystile.demo.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The session of a user who is logged in: what the next pages show once. Thread-safe. */
final class Session {

    private static final Duration MAX_UNFETCHED = Duration.ofMinutes(1);
    private static final String DROPPED =
            "The key was not shown, because this page was not opened within a minute. It is"
                    + " in force; reveal it, or roll it for one that you can copy.";

    private final String csrfToken = SecretTokens.next();
    private final Instant openedAt;
    private volatile Instant seenAt;
    private SignInTrial.@Nullable StartedSignIn signIn;
    // By the paths of pages: only the page that an entry is for takes it, also if other pages are open in other tabs.
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
     * @param page the path of the page that shows it
     * @param until when it is dropped
     */
    private record ShownKey(String page, String text, Instant until) {
        /** The page; never the text. */
        @Override
        public String toString() {
            return "ShownKey[" + page + "]";
        }
    }

    Session(Instant openedAt) {
        this.openedAt = openedAt;
        this.seenAt = openedAt;
    }

    /** What every form of the session's pages sends back. */
    String csrfToken() {
        return csrfToken;
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
