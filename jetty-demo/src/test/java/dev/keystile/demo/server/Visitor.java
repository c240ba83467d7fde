package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser on the sign-up page, whose requests are written as bytes, so that each header field is the test's. */
final class Visitor {

    private static final Pattern COOKIE = Pattern.compile("Set-Cookie: ((?:__Host-)?keystile_visitor=[^;]+)");
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final RunningDemo demo;
    private String cookie = "";
    private String token = "";

    private Visitor(RunningDemo demo) {
        this.demo = demo;
    }

    /** A visitor who has fetched the form. */
    static Visitor at(RunningDemo demo) throws IOException {
        Visitor visitor = new Visitor(demo);
        String page = visitor.get("Host: " + demo.uri("/").getAuthority());
        Matcher cookies = COOKIE.matcher(page);
        Matcher tokens = TOKEN.matcher(page);
        assertThat(cookies.find() && tokens.find()).as(page).isTrue();
        visitor.cookie = cookies.group(1);
        visitor.token = tokens.group(1);
        return visitor;
    }

    /** The header fields of a form that a browser on this machine sends from this service. */
    static String own(RunningDemo demo) {
        String authority = demo.uri("/").getAuthority();
        return "Host: " + authority + "\r\nOrigin: http://" + authority + "\r\nSec-Fetch-Site: same-origin";
    }

    /** The token of the form. */
    String token() {
        return token;
    }

    String get(String fields) throws IOException {
        return demo.raw("GET /dashboard/sign-up HTTP/1.1\r\n" + fields + "\r\nConnection: close\r\n\r\n");
    }

    String post(String name, String fields) throws IOException {
        return post(name, token, fields);
    }

    String post(String name, String csrf, String fields) throws IOException {
        String form = "csrf=" + csrf + "&name=" + name;
        return demo.raw("POST /dashboard/sign-up HTTP/1.1\r\n" + fields + "\r\nCookie: " + cookie
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                + "\r\nConnection: close\r\n\r\n" + form);
    }
}
