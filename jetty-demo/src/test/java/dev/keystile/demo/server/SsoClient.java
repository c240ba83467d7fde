package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An application that signs its users in by the demo. */
final class SsoClient {

    static final String REDIRECT_URI = "http://localhost:3000/callback";

    private final RunningDemo demo;
    private final FirstKeys keys;

    SsoClient(RunningDemo demo, FirstKeys keys) {
        this.demo = demo;
        this.keys = keys;
    }

    /** A good authorization request, with these parameters in place of its own; null removes one. */
    String authorizeQuery(String... changes) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", keys.project().id());
        query.put("redirect_uri", REDIRECT_URI);
        query.put("response_type", "code");
        query.put("provider", "GoogleOAuth");
        return encoded(query, changes);
    }

    /** A good token request. */
    String tokenForm(String code, String... changes) {
        return encoded(tokenParameters(code), changes);
    }

    Map<String, String> tokenParameters(String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", keys.project().id());
        form.put("client_secret", keys.secretKey());
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        return form;
    }

    private static String encoded(Map<String, String> parameters, String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        return parameters.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    HttpResponse<String> authorize(String query) throws Exception {
        return demo.client()
                .send(
                        HttpRequest.newBuilder(demo.uri("/sso/authorize?" + query))
                                .build(),
                        BodyHandlers.ofString());
    }

    /** Where an authorization request leads. */
    URI location(String query) throws Exception {
        HttpResponse<String> response = authorize(query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }

    String code(String... changes) throws Exception {
        return parameters(location(authorizeQuery(changes))).get("code");
    }

    static Map<String, String> parameters(URI location) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : location.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    HttpResponse<String> token(String form, String... headers) throws Exception {
        return post("/sso/token", "application/x-www-form-urlencoded", form, headers);
    }

    HttpResponse<String> post(String path, String type, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(demo.uri(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return demo.client().send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> profile(String token) throws Exception {
        return demo.send("GET", "/sso/profile", token, null);
    }
}
