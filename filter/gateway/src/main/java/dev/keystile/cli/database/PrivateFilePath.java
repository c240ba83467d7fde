package dev.keystile.cli.database;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * The file system that the embedded database is opened with: every file that H2 makes there, also for a while, can be
 * read and written by its owner alone, whatever the umask is. Public, with a public constructor, because H2 makes
 * instances of it.
 */
public final class PrivateFilePath extends FilePathWrapper {

    private static final String SCHEME = "private";

    /** A path, with or without {@code file:}; not one of H2's servers, databases in memory, or other file systems. */
    private static final Pattern FILE_URL = Pattern.compile("jdbc:h2:(?:file:)?((?![A-Za-z]{2,}:)[^;]+)(.*)");

    /** For H2. */
    public PrivateFilePath() {}

    /** What a JDBC URL of H2 calls a file in this file system. */
    static String of(Path file) {
        FilePath.register(new PrivateFilePath());
        return SCHEME + ":" + file;
    }

    /** A JDBC URL that leads to the same database, in this file system if it is a file of H2's. */
    static String inUrl(String url) {
        Matcher file = FILE_URL.matcher(url);
        if (!file.matches()) {
            return url;
        }
        FilePath.register(new PrivateFilePath());
        String settings = file.group(2);
        boolean traces = settings.toUpperCase(Locale.ROOT).contains("TRACE_LEVEL_FILE");
        return "jdbc:h2:" + SCHEME + ":" + file.group(1) + settings + (traces ? "" : ";TRACE_LEVEL_FILE=0");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        if (!mode.equals("r")) {
            PrivateFiles.makeIfAbsent(file());
        }
        return super.open(mode);
    }

    @Override
    public OutputStream newOutputStream(boolean append) throws IOException {
        PrivateFiles.makeIfAbsent(file());
        return super.newOutputStream(append);
    }

    @Override
    public boolean createFile() {
        try {
            return PrivateFiles.makeIfAbsent(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return Path.of(getBase().toString());
    }
}
