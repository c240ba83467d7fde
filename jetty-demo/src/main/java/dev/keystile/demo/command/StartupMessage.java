package dev.keystile.demo.command;

import dev.keystile.cli.ShellText;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.server.FirstKeys;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;

/** Prints the message of {@code serve} after the start: the address, new keys and a login link. */
final class StartupMessage {

    private final PrintStream out;
    private final URI baseUri;

    StartupMessage(PrintStream out, URI baseUri) {
        this.out = out;
        this.baseUri = baseUri;
    }

    /** Prints the message of the first start, with the new keys, which are never printed again. */
    void printFirst(String loginLink, List<FirstKeys> keys, DatabaseAddress database) {
        listening();
        out.println();
        out.println("Four keys were made. They are printed this once; " + database + " keeps their digests.");
        String demo = "";
        for (FirstKeys first : keys) {
            out.println();
            out.println(first.environment().name() + "  (" + first.project().id() + ")");
            out.println("  publishable  " + first.publishableKey());
            out.println("  secret       " + first.secretKey());
            demo = first.secretKey();
        }
        out.println();
        out.println("Try one:");
        out.println();
        out.println("  curl -H 'Authorization: Bearer " + demo + "' " + baseUri + "/whoami");
        out.println();
        dashboard(loginLink);
        out.flush();
    }

    /**
     * Prints the message of a later start, with the commands that replace a lost key.
     *
     * @param loginLink a link that logs in once
     * @param options the options with which commands use the same database
     */
    void printLater(String loginLink, String options, DatabaseAddress database) {
        listening();
        out.println();
        out.println("The keys in " + database + " were shown when they were made. To replace a lost one, roll it:");
        out.println();
        out.println("  " + program() + " keys list" + options);
        out.println("  " + program() + " keys roll KEY_ID --grace 24h" + options);
        out.println();
        dashboard(loginLink);
        out.flush();
    }

    private static String program() {
        String jar = System.getProperty("java.class.path", "");
        return "java -jar " + (jar.endsWith(".jar") && !jar.contains(":") ? ShellText.quote(jar) : "keystile-demo.jar");
    }

    private void dashboard(String loginLink) {
        out.println("The operator's dashboard, by a link that works once:");
        out.println();
        out.println("  " + loginLink);
        out.println();
    }

    private void listening() {
        out.println("listening on " + baseUri);
    }
}
