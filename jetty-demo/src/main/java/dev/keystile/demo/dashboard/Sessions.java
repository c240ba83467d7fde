package dev.keystile.demo.dashboard;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The sessions of users who are logged in: each lasts 30 minutes after the last request, and 12 hours at most. */
final class Sessions {

    private static final String COOKIE = "keystile_session";
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
        setCookie(request, response, id, "");
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
        return ids(request).map(sessions::get).filter(Objects::nonNull).findFirst();
    }

    /** Forgets the keys that were to be shown and whose pages were not fetched in time. */
    void dropKeys() {
        Instant now = clock.instant();
        sessions.values().forEach(session -> session.dropKeys(now));
    }

    void close(HttpServletRequest request, HttpServletResponse response) {
        ids(request).forEach(sessions::remove);
        setCookie(request, response, "", "; Max-Age=0");
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

    private static Stream<String> ids(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Stream.empty()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(cookieName(request)))
                        .map(Cookie::getValue);
    }

    private static void setCookie(
            HttpServletRequest request, HttpServletResponse response, String value, String attributes) {
        String secure = isSecure(request) ? "; Secure" : "";
        response.addHeader(
                "Set-Cookie",
                cookieName(request) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + attributes);
    }

    /** Browsers take a name with this prefix only over TLS, and from this host (RFC 6265bis, section 4.1.3.2). */
    private static String cookieName(HttpServletRequest request) {
        return isSecure(request) ? "__Host-" + COOKIE : COOKIE;
    }

    /**
     * Whether the browser uses TLS. The service listens on the loopback address, so that a proxy which says so runs on
     * this machine; a client that says so only makes its own cookie stricter.
     */
    private static boolean isSecure(HttpServletRequest request) {
        String scheme = request.getHeader("X-Forwarded-Proto");
        return request.isSecure()
                || (scheme != null && scheme.split(",", 2)[0].strip().equalsIgnoreCase("https"));
    }
}
