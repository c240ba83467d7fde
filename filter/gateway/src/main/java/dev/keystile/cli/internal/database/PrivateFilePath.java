package dev.keystile.cli.internal.database;

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
 * The file system of H2 in which the embedded database is opened: every file that H2 makes, temporary ones too, can be read
 * and written only by its owner, whatever the umask is. Public, with a public constructor, because H2 makes instances.
 */
public final class PrivateFilePath extends FilePathWrapper {

    private static final String SCHEME = "private";

    /** Matches the URL of a file, with or without {@code file:}, but not of a server, a database in memory, or the like. */
    private static final Pattern FILE_URL = Pattern.compile("jdbc:h2:(?:file:)?((?![A-Za-z]{2,}:)[^;]+)(.*)");

    /** Matches the URL of a database in a file system other than that of the files, such as {@code nio:} or {@code split:}. */
    private static final Pattern OTHER_FILE_SYSTEM =
            Pattern.compile("jdbc:h2:(?!(?:mem|tcp|ssl):)(?:file:)?+[A-Za-z]{2,}:.*", Pattern.DOTALL);

    /** The name of a file of this file system where H2's messages have one. */
    private static final Pattern MENTION = Pattern.compile("(?<=[\" ]|jdbc:h2:)" + SCHEME + ":");

    /** For H2. */
    public PrivateFilePath() {}

    /** The name of a file of this file system in a JDBC URL. */
    static String of(Path file) {
        FilePath.register(new PrivateFilePath());
        return SCHEME + ":" + file;
    }

    /** Whether H2 would open a JDBC URL in a file system that does not make files private. */
    static boolean isElsewhere(String url) {
        return OTHER_FILE_SYSTEM.matcher(url).matches();
    }

    /** A message of H2, with the names of files as users know them. */
    static String withoutScheme(String message) {
        return MENTION.matcher(message).replaceAll("");
    }

    /** The JDBC URL of the same database, in this file system if the database is a file of H2. */
    static String inUrl(String url) {
        Matcher file = FILE_URL.matcher(url);
        if (!file.matches()) {
            return url;
        }
        FilePath.register(new PrivateFilePath());
        String settings = file.group(2);
        boolean traces = settings.toUpperCase(Locale.ROOT).contains("TRACE_LEVEL_FILE");
        // Before the other settings, since a backslash at their end would escape the semicolon.
        return "jdbc:h2:" + SCHEME + ":" + file.group(1) + (traces ? "" : ";TRACE_LEVEL_FILE=0") + settings;
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
