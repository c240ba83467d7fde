package dev.keystile.demo.server;

import dev.keystile.gateway.internal.json.Json;
import dev.keystile.internal.file.AtomicFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys as a file for programs, which its owner alone can read. */
public final class CredentialsFile implements AutoCloseable {

    private record Content(String baseUrl, @Nullable String dashboardUrl, Map<String, EnvironmentKeys> environments) {}

    private record EnvironmentKeys(String projectId, String publishableKey, String secretKey) {}

    private final AtomicFile file;

    private CredentialsFile(AtomicFile file) {
        this.file = file;
    }

    /**
     * Makes sure that the file can be written, before there is anything to write.
     *
     * @throws IOException if its folder is not there or not writable
     */
    public static CredentialsFile prepare(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new IOException(path + " is a folder");
        }
        return new CredentialsFile(AtomicFile.prepare(absolute));
    }

    /**
     * Writes the file, in place of one that is there.
     *
     * @param dashboardUrl a link that logs in once; null for none
     */
    public void write(URI baseUrl, @Nullable String dashboardUrl, List<FirstKeys> keys) throws IOException {
        Map<String, EnvironmentKeys> environments = new LinkedHashMap<>();
        for (FirstKeys first : keys) {
            environments.put(
                    first.environment().id(),
                    new EnvironmentKeys(first.project().id(), first.publishableKey(), first.secretKey()));
        }
        file.replacePrivately(Json.pretty(new Content(baseUrl.toString(), dashboardUrl, environments)) + "\n");
    }

    /** Leaves nothing behind if the file was not written. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
