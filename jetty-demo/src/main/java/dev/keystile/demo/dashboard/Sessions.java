package dev.keystile.demo.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of users who are logged in: each lasts 30 minutes after the last request, and 12 hours at most. */
final class Sessions {

    private static final PageCookie COOKIE = new PageCookie("keystile_session");
    private static final Duration MAX_PAUSE = Duration.ofMinutes(30);
    private static final Duration MAX = Duration.ofHours(12);

    private final InstantSource clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /** Sessions on a clock; they end with the process. */
    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Opens a session for a user who has just proved to be this one, and sets its cookie. */
    Session open(DashboardUser user, HttpServletRequest request, HttpServletResponse response) {
        Instant now = clock.instant();
        forgetOver(now);
        String id = SecretTokens.next();
        Session session = new Session(user, now);
        sessions.put(id, session);
        COOKIE.set(request, response, id);
        return session;
    }

    /** The session of a request of the user, which extends the session. */
    Optional<Session> find(HttpServletRequest request) {
        Optional<Session> session = peek(request);
        session.ifPresent(found -> found.seen(clock.instant()));
        return session;
    }

    /** The session of a request of a polling script, which does not extend the session. */
    Optional<Session> peek(HttpServletRequest request) {
        forgetOver(clock.instant());
        return COOKIE.values(request)
                .map(sessions::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Forgets the keys that were to be shown and whose pages were not fetched in time. */
    void dropKeys() {
        Instant now = clock.instant();
        sessions.values().forEach(session -> session.dropKeys(now));
    }

    void close(HttpServletRequest request, HttpServletResponse response) {
        COOKIE.values(request).forEach(sessions::remove);
        COOKIE.remove(request, response);
    }

    /** For good, also if the clock is put back. */
    private void forgetOver(Instant now) {
        sessions.values().removeIf(session -> isOver(session, now));
    }

    private static boolean isOver(Session session, Instant now) {
        return isFurther(session.seenAt(), now, MAX_PAUSE) || isFurther(session.openedAt(), now, MAX);
    }

    /** In either direction: a clock that was put back must not make a session last until it is there again. */
    private static boolean isFurther(Instant time, Instant now, Duration distance) {
        return Duration.between(time, now).abs().compareTo(distance) > 0;
    }
}
