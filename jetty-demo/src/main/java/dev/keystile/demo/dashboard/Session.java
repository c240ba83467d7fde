package dev.keystile.demo.dashboard;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who is logged in. */
final class Session {

    private final String csrfToken = Tokens.next();
    private final Instant openedAt;
    private volatile Instant seenAt;
    private @Nullable Notice notice;
    private SignInTrial.@Nullable Attempt attempt;
    private @Nullable Draft draft;

    /**
     * A form that could not be taken, to be put right.
     *
     * @param fields what was filled in, by the fields' names
     * @param error what is wrong
     */
    record Draft(Map<String, String> fields, String error) {}

    /**
     * What the next page says, once.
     *
     * @param kind what it looks like: {@code done}, {@code failed} or {@code fresh} for a key
     * @param text what happened
     * @param keyId the key that it is about; null for none
     * @param keyText the whole text of that key, to be shown; null for none
     */
    record Notice(
            String kind,
            String text,
            @Nullable String keyId,
            @Nullable String keyText) {

        static Notice done(String text) {
            return new Notice("done", text, null, null);
        }

        static Notice failed(String text) {
            return new Notice("failed", text, null, null);
        }

        static Notice key(String text, String keyId, String keyText) {
            return new Notice("fresh", text, keyId, keyText);
        }

        /** The kind and the text; never the key. */
        @Override
        public String toString() {
            return kind + ": " + text;
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

    synchronized void begin(SignInTrial.Attempt next) {
        attempt = next;
    }

    /** The sign-in that was begun last, which is forgotten with this. */
    synchronized SignInTrial.@Nullable Attempt takeAttempt() {
        SignInTrial.Attempt taken = attempt;
        attempt = null;
        return taken;
    }

    synchronized void keep(Draft next) {
        draft = next;
    }

    /** What is to be put right, which is forgotten with this. */
    synchronized @Nullable Draft takeDraft() {
        Draft taken = draft;
        draft = null;
        return taken;
    }

    synchronized void say(Notice next) {
        notice = next;
    }

    /** What is to be said, which is forgotten with this. */
    synchronized @Nullable Notice takeNotice() {
        Notice taken = notice;
        notice = null;
        return taken;
    }
}
