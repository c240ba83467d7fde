package dev.keystile.admin;

import dev.keystile.key.KeyType;
import java.util.List;

/** Keys that may not be, and what every door to the keys says of them. */
public enum WrongKey {
    SCOPES_ON_A_PUBLISHABLE_KEY(
            KeyRequest.of(KeyType.PUBLISHABLE, "demo", "ci").scopes(List.of("read")),
            "scopes",
            "scopes are for secret keys; a publishable key only identifies its account"),
    NETWORKS_ON_A_PUBLISHABLE_KEY(
            KeyRequest.of(KeyType.PUBLISHABLE, "demo", "ci").networks(List.of("10.0.0.0/8")),
            "allowed-networks",
            "networks are for secret keys; a publishable key is used from anywhere"),
    ORIGINS_ON_A_SECRET_KEY(
            KeyRequest.of(KeyType.SECRET, "demo", "ci").origins(List.of("https://app.example.com")),
            "allowed-origins",
            "origins are for publishable keys; a secret key never comes from a browser"),
    A_SCOPE_OF_THE_WRONG_FORM(
            KeyRequest.of(KeyType.SECRET, "demo", "ci").scopes(List.of("a\\b")),
            "scopes",
            "scope 'a\\b' must be one or more printable ASCII characters without space, quote or backslash"),
    A_SCOPE_THAT_IS_TOO_LONG(
            KeyRequest.of(KeyType.SECRET, "demo", "ci").scopes(List.of("s".repeat(256))),
            "scopes",
            "a scope must have 255 characters at most"),
    A_SCOPE_THAT_IS_A_KEY(
            KeyRequest.of(KeyType.SECRET, "demo", "ci").scopes(List.of("sk_live_123")),
            "scopes",
            "a scope holds a key in clear text"),
    AN_ORIGIN_OF_THE_WRONG_FORM(
            KeyRequest.of(KeyType.PUBLISHABLE, "demo", "ci").origins(List.of("https://App.example")),
            "allowed-origins",
            "origin 'https://App.example' must be an exact origin as browsers send it, in lower case, without a path"
                    + " and without the scheme's default port, such as https://app.example.com or http://localhost:3000"),
    AN_ORIGIN_THAT_IS_TOO_LONG(
            KeyRequest.of(KeyType.PUBLISHABLE, "demo", "ci")
                    .origins(List.of("https://" + "a.".repeat(260) + "example")),
            "allowed-origins",
            "an origin must have 512 characters at most"),
    A_NETWORK_OF_THE_WRONG_FORM(
            KeyRequest.of(KeyType.SECRET, "demo", "ci").networks(List.of("10.0.0.1/8")),
            "allowed-networks",
            "network '10.0.0.1/8' must be an IP address or a network with no bit set behind its prefix, such as"
                    + " 127.0.0.1, 10.0.0.0/8 or fd00::/8"),
    A_BLANK_NAME(KeyRequest.of(KeyType.SECRET, "demo", "  "), "name", "the key's name must not be blank"),
    A_NAME_THAT_IS_NOT_PRINTABLE(
            KeyRequest.of(KeyType.SECRET, "demo", "a\u202eb"),
            "name",
            "the key's name must be printable text on one line, without U+202E"),
    A_NAME_THAT_IS_TOO_LONG(
            KeyRequest.of(KeyType.SECRET, "demo", "n".repeat(256)),
            "name",
            "the key's name must have 255 characters at most, not 256"),
    A_NAME_THAT_IS_A_KEY(
            KeyRequest.of(KeyType.SECRET, "demo", "sk_live_123"),
            "name",
            "the key's name holds a key in clear text; name the key for what it is used for");

    private final KeyRequest request;
    private final String field;
    private final String message;

    WrongKey(KeyRequest request, String field, String message) {
        this.request = request;
        this.field = field;
        this.message = message;
    }

    /** The key as somebody requests it. */
    public KeyRequest request() {
        return request;
    }

    /** What of it is wrong. */
    public String field() {
        return field;
    }

    /** What everybody is told. */
    public String message() {
        return message;
    }

    /** The edit that would make a good key so. */
    public KeyEdit edit() {
        KeyEdit edit = KeyEdit.none().name(request.name());
        edit = edit.scopes(request.scopes());
        return edit.origins(request.origins()).networks(request.networks());
    }
}
