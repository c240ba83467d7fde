package dev.keystile.demo.docs;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A programming language of the code examples, with its three files: identify, call the API, handle a refusal. */
public enum Language {
    /** The command-line client. */
    CURL("curl", "#", "Paste them into a shell.", "identify.sh", "organizations.sh", "refusal.sh"),
    /** JavaScript on a server. */
    NODE(
            "Node",
            "//",
            "For Node 18 or newer; no packages are needed.",
            "identify.mjs",
            "organizations.mjs",
            "refusal.mjs"),
    /** Java, as single files. */
    JAVA(
            "Java",
            "//",
            "For JDK 17 or newer, which runs a single file as it is; no libraries are needed.",
            "Identify.java",
            "Organizations.java",
            "Refusal.java"),
    /** Python, with its standard library. */
    PYTHON(
            "Python",
            "#",
            "For Python 3.8 or newer; the standard library is enough.",
            "identify.py",
            "organizations.py",
            "refusal.py");

    private final String title;
    private final String commentMark;
    private final String needs;
    private final String identify;
    private final String call;
    private final String refusal;

    Language(String title, String commentMark, String needs, String identify, String call, String refusal) {
        this.title = title;
        this.commentMark = commentMark;
        this.needs = needs;
        this.identify = identify;
        this.call = call;
        this.refusal = refusal;
    }

    /** The language with this id; curl if there is none, or the id is null. */
    public static Language ofId(@Nullable String id) {
        for (Language language : values()) {
            if (language.id().equals(id)) {
                return language;
            }
        }
        return CURL;
    }

    /** The name in URLs, such as {@code node}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** The requirements to run the examples, for people. */
    public String needs() {
        return needs;
    }

    /** The command that runs a file; null if the file is pasted into a shell. */
    @Nullable
    String command(String file) {
        return switch (this) {
            case CURL -> null;
            case NODE -> "node " + file;
            case JAVA -> "java " + file;
            case PYTHON -> "python3 " + file;
        };
    }

    String commentMark() {
        return commentMark;
    }

    List<String> files() {
        return List.of(identify, call, refusal);
    }
}
