package dev.keystile.demo.dashboard;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Stream;

/**
 * A cookie for the pages of this host alone, which scripts cannot read. Over TLS the cookie has another name, so that its
 * value over plain HTTP does not count.
 *
 * @param name the name of the cookie over plain HTTP
 */
record PageCookie(String name) {

    /** The values that a browser sends, which may be several. */
    Stream<String> values(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Stream.empty()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(nameFor(request)))
                        .map(Cookie::getValue);
    }

    /** Sets the cookie until the browser is closed. */
    void set(HttpServletRequest request, HttpServletResponse response, String value) {
        set(request, response, value, "");
    }

    /** Removes the cookie. */
    void remove(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, "", "; Max-Age=0");
    }

    private void set(HttpServletRequest request, HttpServletResponse response, String value, String attributes) {
        String secure = isSecure(request) ? "; Secure" : "";
        response.addHeader(
                "Set-Cookie",
                nameFor(request) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + attributes);
    }

    /** Browsers take a name with this prefix only over TLS, and from this host (RFC 6265bis, section 4.1.3.2). */
    private String nameFor(HttpServletRequest request) {
        return isSecure(request) ? "__Host-" + name : name;
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
