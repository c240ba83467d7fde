package dev.keystile.store.file;

import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.AdminStore;
import dev.keystile.internal.file.AtomicFile;
import dev.keystile.internal.file.FileFailure;
import dev.keystile.internal.file.LockedFile;
import dev.keystile.key.PrintableText;
import dev.keystile.key.Project;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administration of a key file. Each change locks the file of the same name that ends in {@code .lock}, and replaces the
 * key file by a new one, so that neither a crash nor another process loses a key. The audit is a line of the logger
 * {@code dev.keystile.audit.admin} for each entry. The first change of an account in a file of the short form writes the long
 * form; the Project IDs stay, and each key names the account {@code default}.
 *
 * <p>Comments in a file that was written by hand are lost with the first change.
 */
public final class FileAdminStore implements AdminStore {

    private static final Logger AUDIT = LoggerFactory.getLogger("dev.keystile.audit.admin");

    private final Path path;

    /** Administration of a file, which must exist when it is used. */
    public FileAdminStore(Path path) {
        this.path = path;
    }

    /**
     * Creates a file of the short form, which only its owner can read, without keys.
     *
     * @param projects the projects of the account {@code default}, one for each environment
     * @throws ConflictException if the file exists
     */
    public static void create(Path path, List<Project> projects) throws AdminException {
        locked(path, file -> {
            if (Files.exists(file)) {
                throw new ConflictException("the key file " + path + " exists already");
            }
            write(file, KeyFile.ofDefaultAccount(projects, List.of()));
            return file;
        });
    }

    @Override
    public <T> T read(Work<T> work) throws AdminException {
        return work.in(new FileTransaction(content(path)));
    }

    @Override
    public <T> T change(Work<T> work) throws AdminException {
        return locked(path, file -> {
            KeyFile before = content(file);
            FileTransaction transaction = new FileTransaction(before);
            T result = work.in(transaction);
            if (!transaction.content().equals(before)) {
                write(file, transaction.content());
            }
            transaction.events().forEach(FileAdminStore::audit);
            return result;
        });
    }

    private static KeyFile content(Path path) throws AdminException {
        try {
            return KeyFile.read(path);
        } catch (KeyStoreException e) {
            throw new StoreUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void audit(AdminEvent event) {
        AUDIT.info(
                "action=\"{}\" account={} environment={} key={} actor=\"{}\" origin=\"{}\" detail=\"{}\"",
                event.action(),
                Objects.requireNonNullElse(event.account(), "-"),
                Objects.requireNonNullElse(event.environment(), "-"),
                event.key() == null ? "-" : event.key().id(),
                quotable(event.actor().name()),
                quotable(event.actor().origin()),
                quotable(event.detail()));
    }

    private static String quotable(String text) {
        return PrintableText.escape(text).replace('"', '\'');
    }

    /** Writes a file, after a check that reading it gives the same content. */
    private static void write(Path path, KeyFile content) throws AdminException {
        String text = content.render();
        try {
            if (!KeyFile.parse(text, "the new content").equals(content)) {
                throw new InvalidException("name", "a name holds characters that a key file cannot hold");
            }
        } catch (KeyStoreException e) {
            throw new InvalidException("name", String.valueOf(e.getMessage()));
        }
        try {
            AtomicFile.replace(path, text);
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot write the key file " + path + ": " + FileFailure.reason(e), e);
        }
    }

    private static <T> T locked(Path path, LockedFile.FileWork<T, AdminException> work) throws AdminException {
        try {
            return LockedFile.of(path, "the key file").run(work);
        } catch (IOException e) {
            throw new StoreUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }
}
