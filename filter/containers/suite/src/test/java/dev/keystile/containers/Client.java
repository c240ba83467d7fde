package dev.keystile.containers;

/** Sends requests to an application at a context path. */
record Client(RawHttp http, String contextPath) {

    ReceivedResponse get(String path, String... headerLines) {
        return send("GET", path, headerLines);
    }

    ReceivedResponse send(String method, String path, String... headerLines) {
        return http.send(method, contextPath + path, headerLines);
    }

    static String bearer(String key) {
        return "Authorization: Bearer " + key;
    }
}
