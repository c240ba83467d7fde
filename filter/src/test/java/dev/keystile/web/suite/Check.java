package dev.keystile.web.suite;

/**
 * One thing that has to hold.
 *
 * @param group what it is about: paths, credentials, dispatch, methods, answers
 * @param name the behaviour, and where known the source that asks for it
 */
record Check(String group, String name, Body body) {

    /** Throws if it does not hold. */
    @FunctionalInterface
    interface Body {
        void run(Client client);
    }
}
