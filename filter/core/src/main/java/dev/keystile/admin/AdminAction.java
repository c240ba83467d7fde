package dev.keystile.admin;

/** The kinds of changes. */
public enum AdminAction {
    /** An environment was created. */
    CREATE_ENVIRONMENT("create environment"),
    /** An account was created. */
    CREATE_ACCOUNT("create account"),
    /** An account was imported. */
    IMPORT_ACCOUNT("import account"),
    /** The name, plan or metadata of an account were changed. */
    EDIT_ACCOUNT("edit account"),
    /** An account was suspended. */
    SUSPEND("suspend"),
    /** A suspended account was made active again. */
    RESUME("resume"),
    /** An account was closed for good. */
    CLOSE("close"),
    /** A key was created. */
    ISSUE("issue"),
    /** A key that existed already was added. */
    ADOPT("adopt"),
    /** An environment was imported from a key file. */
    IMPORT_ENVIRONMENT("import environment"),
    /** A key was imported from a file. */
    IMPORT("import"),
    /** A key was replaced by a successor. */
    ROLL("roll"),
    /** The name, scopes, restrictions or metadata of a key were changed. */
    EDIT("edit"),
    /** A key was revoked. */
    REVOKE("revoke"),
    /** All keys of an account were revoked, or all in one environment. */
    REVOKE_ALL("revoke all"),
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
