package dev.keystile.policy;

/** A refusal of a policy of the application, made by {@link Refusal#of}. */
record PolicyRefusal(String code, int status, String title, String detail) implements Refusal {

    private static final int MAX_CODE = 64;

    /** Whether a text is lower-case letters, digits and underscores that begin with a letter. */
    static boolean isCode(String code) {
        boolean fits = !code.isEmpty() && code.length() <= MAX_CODE && code.charAt(0) >= 'a';
        return fits && code.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
    }

    /** The code. */
    @Override
    public String toString() {
        return code;
    }
}
