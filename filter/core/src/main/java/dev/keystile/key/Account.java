package dev.keystile.key;

import java.util.Map;

/**
 * A customer of the service, as a request carries the customer. The keys of an account share one instance. Immutable. The
 * rules that hold for every account are checked here and nowhere else; no value may be a key in clear text. The name of a
 * closed account is its id.
 *
 * <pre>{@code
 * Account account = (Account) servletRequest.getAttribute(ApiKeyAuthFilter.ACCOUNT_ATTRIBUTE);
 * boolean free = account.plan().equals("free");
 * }</pre>
 *
 * @param id the operator's id of the customer, 1 to 128 of {@code [A-Za-z0-9._:-]}
 * @param name the name for people, printable, 1 to 255 characters
 * @param plan the operator's name of what the customer has booked, printable, up to 64 characters; may be empty
 * @param metadata the operator's own values, in their order: up to 50 names of 1 to 40 {@code [A-Za-z0-9._-]} with values
 *     of up to 256 printable characters; never sent to services behind a gateway
 */
public record Account(String id, String name, String plan, Map<String, String> metadata) {

    /** The id of the only account of a store whose keys name no account. */
    public static final String DEFAULT_ID = "default";

    private static final int MAX_ID = 128;
    private static final int MAX_NAME = 255;
    private static final int MAX_PLAN = 64;

    /**
     * Checks the values and copies the metadata.
     *
     * @throws InvalidAccountException if a value is wrong; the message says what would be right
     */
    public Account {
        if (!isId(id)) {
            throw new InvalidAccountException(
                    "id",
                    "account id " + Redaction.quoted(id)
                            + " must be 1 to 128 letters, digits, dots, underscores, colons or hyphens");
        }
        checkClearText("id", id);
        if (name.isBlank()) {
            throw new InvalidAccountException("name", "the account's name must not be blank");
        }
        checkText("name", name, MAX_NAME);
        checkText("plan", plan, MAX_PLAN);
        metadata = checkedMetadata(metadata);
    }

    /** An account without metadata. */
    public static Account of(String id, String name, String plan) {
        return new Account(id, name, plan, Map.of());
    }

    /** Whether the text has the form of an account id. */
    public static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_ID
                && text.chars().allMatch(c -> Metadata.isNameCharacter(c) || c == ':');
    }

    private static void checkText(String field, String text, int max) {
        String what = "the account's " + field;
        try {
            PrintableText.require(what, text);
        } catch (IllegalArgumentException e) {
            throw new InvalidAccountException(field, String.valueOf(e.getMessage()));
        }
        if (text.length() > max) {
            throw new InvalidAccountException(
                    field, what + " must have " + max + " characters at most, not " + text.length());
        }
        checkClearText(field, text);
    }

    private static void checkClearText(String field, String text) {
        if (Redaction.isKeyInClearText(text)) {
            throw new InvalidAccountException(field, "the account's " + field + " holds a key in clear text");
        }
    }

    private static Map<String, String> checkedMetadata(Map<String, String> metadata) {
        try {
            return Metadata.checked(metadata);
        } catch (IllegalArgumentException e) {
            throw new InvalidAccountException("metadata", String.valueOf(e.getMessage()));
        }
    }

    /** The id, and nothing that the operator has written about the customer. */
    @Override
    public String toString() {
        return id;
    }
}
