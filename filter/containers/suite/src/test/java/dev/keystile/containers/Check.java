package dev.keystile.containers;

/**
 * One thing that has to hold.
 *
 * @param group what it is about: paths, credentials, dispatch, methods, refusals, responses, cors,
 *     restrictions, connections
 * @param name the behaviour, and where known the source that requires it
 */
record Check(String group, String name, Body body) {

    /** Throws if it does not hold. */
    @FunctionalInterface
    interface Body {
        void run(Client client);
    }

    /** Runs the check; a failure says which one it was, since test reports do not. */
    void run(Client client) {
        try {
            body.run(client);
        } catch (AssertionError e) {
            throw new AssertionError(this + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return group + ": " + name;
    }
}
