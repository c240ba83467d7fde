package dev.keystile.demo.command;

import dev.keystile.demo.server.FirstKeys;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.store.KeyRegistry.KeyDescription;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** What {@code serve} says when it has started. */
final class Greeting {

    private final PrintStream out;
    private final URI baseUri;

    Greeting(PrintStream out, URI baseUri) {
        this.out = out;
        this.baseUri = baseUri;
    }

    /** Shows the keys, which nobody can do again. */
    void first(List<FirstKeys> keys, Path file) {
        listening();
        out.println();
        out.println("Four keys were made. They are shown this once; " + file + " keeps only their digests.");
        String demo = "";
        for (FirstKeys first : keys) {
            out.println();
            out.println(first.environment().name() + "  (" + first.environment().projectId() + ")");
            out.println("  publishable  " + first.publishableKey());
            out.println("  secret       " + first.secretKey());
            demo = first.secretKey();
        }
        out.println();
        out.println("Try one:");
        out.println();
        out.println("  curl -H 'Authorization: Bearer " + demo + "' " + baseUri + "/whoami");
        out.println();
        out.flush();
    }

    /** Says how to get a key in place of one that is lost. */
    void again(List<KeyDescription> keys, Path dataDir, Path file) {
        listening();
        out.println();
        out.println("The keys in " + file + " were shown when they were made. To replace a lost one, roll it:");
        out.println();
        long now = System.currentTimeMillis();
        String id = keys.stream()
                .map(KeyDescription::key)
                .filter(key -> key.type() == KeyType.SECRET && !key.isRevoked() && !key.isExpiredAt(now))
                .reduce((earlier, later) -> later)
                .map(KeyRecord::id)
                .orElse("KEY_ID");
        String program = ShellText.program();
        String folder = " --data-dir " + ShellText.quote(dataDir.toString());
        out.println("  " + program + " keys list" + folder);
        out.println("  " + program + " keys roll " + id + " --grace 24h" + folder);
        out.println();
        out.flush();
    }

    private void listening() {
        out.println("listening on " + baseUri);
    }
}
