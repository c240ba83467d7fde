package dev.keystile.demo.command;

import java.util.regex.Pattern;

/** Text that can be pasted into a shell. */
final class ShellText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    private ShellText() {}

    /** A word that the shell reads as this text. */
    static String quote(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** How this program is started. */
    static String program() {
        String jar = System.getProperty("java.class.path", "");
        return "java -jar " + (jar.endsWith(".jar") && !jar.contains(":") ? quote(jar) : "keystile-demo.jar");
    }
}
