package dev.keystile.demo.sso;

/** An OAuth error that ends a request (RFC 6749, sections 4.1.2.1 and 5.2). */
final class OAuthException extends Exception {

    private static final long serialVersionUID = 1L;

    static final String INVALID_CLIENT = "invalid_client";

    private final String error;
    private final String description;

    /**
     * An error.
     *
     * @param error the code of the error, such as {@code invalid_request}
     * @param description the message for developers, in ASCII without quotes
     */
    OAuthException(String error, String description) {
        super(error + ": " + description, null, false, false);
        this.error = error;
        this.description = description;
    }

    /** A client whose project does not exist, is of a suspended account, or is not the project of the secret. */
    static OAuthException unknownClient() {
        return new OAuthException(
                INVALID_CLIENT,
                "The client_id must be the Project ID of an active project, and the client_secret a key of the same project.");
    }

    String error() {
        return error;
    }

    String description() {
        return description;
    }
}
