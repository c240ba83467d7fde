package dev.keystile.admin;

/** What was done to a key or an environment. */
public enum AdminAction {
    /** An environment was made. */
    CREATE_ENVIRONMENT("create environment"),
    /** A key was made. */
    ISSUE("issue"),
    /** A key that existed already was taken into the store. */
    ADOPT("adopt"),
    /** An environment came from a key file. */
    IMPORT_ENVIRONMENT("import environment"),
    /** A key came from a key file. */
    IMPORT("import"),
    /** A key got a successor. */
    ROLL("roll"),
    /** A key's name or limits were changed. */
    EDIT("edit"),
    /** A key was revoked. */
    REVOKE("revoke"),
    /** The whole text of a key was shown again. */
    REVEAL("reveal");

    private final String label;

    AdminAction(String label) {
        this.label = label;
    }

    /** The word in the audit. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
