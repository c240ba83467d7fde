package dev.keystile.admin;

/** The kinds of changes. */
public enum AdminAction {
    /** An environment was created. */
    CREATE_ENVIRONMENT("create environment"),
    /** A key was created. */
    ISSUE("issue"),
    /** A key that existed already was added. */
    ADOPT("adopt"),
    /** An environment was imported from a key file. */
    IMPORT_ENVIRONMENT("import environment"),
    /** A key was imported from a key file. */
    IMPORT("import"),
    /** A key was replaced by a successor. */
    ROLL("roll"),
    /** The name, scopes or restrictions of a key were changed. */
    EDIT("edit"),
    /** A key was revoked. */
    REVOKE("revoke"),
    /** The whole key was shown again; nothing was changed. */
    REVEAL("reveal");

    private final String label;

    AdminAction(String label) {
        this.label = label;
    }

    /** The action as the audit names it. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
