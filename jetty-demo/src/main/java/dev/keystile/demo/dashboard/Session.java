package dev.keystile.demo.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who is logged in. */
final class Session {

    private static final Duration MAX_UNFETCHED = Duration.ofMinutes(1);
    private static final String DROPPED =
            "The key was not shown, because this page was not opened within a minute. It is"
                    + " in force; reveal it, or roll it for one that you can copy.";

    private final String csrfToken = SecretTokens.next();
    private final Instant openedAt;
    private volatile Instant seenAt;
    private SignInTrial.@Nullable StartedSignIn signIn;
    // By the paths of pages: only the page that something is for takes it, in whatever tabs others are open.
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
     * What a page says, once.
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
     * The whole text of a key, to be shown once.
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

    /** The sign-in that was begun last, which is forgotten with this. */
    synchronized SignInTrial.@Nullable StartedSignIn takeSignIn() {
        SignInTrial.StartedSignIn taken = signIn;
        signIn = null;
        return taken;
    }

    synchronized void keep(String page, Draft draft) {
        drafts.put(page, draft);
    }

    /** What is to be put right on a page, which is forgotten with this. */
    synchronized @Nullable Draft takeDraft(String page) {
        return drafts.remove(page);
    }

    synchronized void say(String page, Notice notice) {
        notices.put(page, notice);
    }

    /** What a page is to say, which is forgotten with this. */
    synchronized @Nullable Notice takeNotice(String page) {
        return notices.remove(page);
    }

    /** Has a page show a key, once, and within a minute. */
    synchronized void show(String page, String keyId, String text, Instant now) {
        keys.put(keyId, new ShownKey(page, text, now.plus(MAX_UNFETCHED)));
    }

    /** The keys that a page is to show, by their ids. They are forgotten with this. */
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

    /** Forgets the keys whose page was not fetched in time, and has the page say so. */
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
