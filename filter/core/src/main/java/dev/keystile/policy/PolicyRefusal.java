package dev.keystile.policy;

/** The refusal of an application's own policy, made by {@link Refusal#of}. */
record PolicyRefusal(String code, int status, String title, String detail) implements Refusal {

    /** The code. */
    @Override
    public String toString() {
        return code;
    }
}
