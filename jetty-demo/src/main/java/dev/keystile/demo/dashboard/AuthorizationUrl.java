package dev.keystile.demo.dashboard;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address to which an application sends its users to sign in (RFC 6749, section 4.1.1). */
final class AuthorizationUrl {

    private final StringBuilder url;

    AuthorizationUrl(URI baseUri, String projectId, String provider, String redirectUri) {
        url = new StringBuilder(baseUri + "/sso/authorize?response_type=code");
        with("client_id", projectId);
        with("provider", provider);
        with("redirect_uri", redirectUri);
    }

    /** One more parameter, unless it is empty. */
    AuthorizationUrl with(String name, String value) {
        if (!value.isEmpty()) {
            url.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
