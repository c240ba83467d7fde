package dev.keystile.admin;

import java.util.Map;

/** Accounts that may not be, and what every call says of them. */
public enum WrongAccount {
    AN_ID_OF_THE_WRONG_FORM(AccountRequest.of("Acme").id("a b"), "id", "account id 'a b' must be 1 to 128 letters"),
    AN_ID_THAT_IS_A_KEY(
            AccountRequest.of("Acme").id("sk_live_123"), "id", "the account's id holds a key in clear text"),
    A_BLANK_NAME(AccountRequest.of(" "), "name", "the account's name must not be blank"),
    A_NAME_THAT_IS_NOT_PRINTABLE(AccountRequest.of("a\u202eb"), "name", "the account's name must be printable"),
    A_NAME_THAT_IS_TOO_LONG(
            AccountRequest.of("n".repeat(256)), "name", "the account's name must have 255 characters at most, not 256"),
    A_NAME_THAT_IS_A_KEY(AccountRequest.of("sk_live_123"), "name", "the account's name holds a key in clear text"),
    A_PLAN_THAT_IS_TOO_LONG(
            AccountRequest.of("Acme").plan("p".repeat(65)),
            "plan",
            "the account's plan must have 64 characters at most, not 65"),
    METADATA_OF_THE_WRONG_FORM(
            AccountRequest.of("Acme").metadata(Map.of("x y", "z")),
            "metadata",
            "the metadata name 'x y' must be 1 to 40 letters"),
    METADATA_THAT_IS_A_KEY(
            AccountRequest.of("Acme").metadata(Map.of("x", "sk_live_123")),
            "metadata",
            "the metadata value of 'x' holds a key in clear text");

    private final AccountRequest request;
    private final String field;
    private final String message;

    WrongAccount(AccountRequest request, String field, String message) {
        this.request = request;
        this.field = field;
        this.message = message;
    }

    /** The account as somebody requests it. */
    public AccountRequest request() {
        return request;
    }

    /** What of it is wrong. */
    public String field() {
        return field;
    }

    /** How the message begins. */
    public String message() {
        return message;
    }

    /** The edit that would make a good account so. */
    public AccountEdit edit() {
        return AccountEdit.none().name(request.name()).plan(request.plan()).metadata(request.metadata());
    }
}
