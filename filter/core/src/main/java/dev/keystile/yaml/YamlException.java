package dev.keystile.yaml;

/** A YAML document says something wrong: the message names the place and what would be right. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param place a file and line, or another place that people can find
     * @param problem what is wrong there, on one line
     */
    public YamlException(String place, String problem) {
        super(place + ": " + problem);
    }

    /** The problem that somebody else found, at its place. */
    public YamlException(String place, IllegalArgumentException problem) {
        this(place, String.valueOf(problem.getMessage()));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
