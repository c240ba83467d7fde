package dev.keystile.cli.database;

import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.Deque;

/** Follows a path as the system does, but no symbolic link that another user may point elsewhere. */
public final class TrustedPath {

    private static final int MAX_LINKS = 40;

    private TrustedPath() {}

    /**
     * The path without links. What is not there is left as it is.
     *
     * @throws KeyStoreException if a link on the way belongs neither to this user nor to root
     */
    public static Path resolve(Path path) throws IOException, KeyStoreException {
        Path absolute = path.toAbsolutePath();
        Path resolved = absolute.getRoot();
        Deque<Path> rest = new ArrayDeque<>();
        absolute.forEach(rest::add);
        int links = 0;
        while (!rest.isEmpty()) {
            Path next = resolved.resolve(rest.pop());
            if (!Files.isSymbolicLink(next)) {
                // What is before ".." has no links, so that leaving it out means the same.
                resolved = next.normalize();
                continue;
            }
            if (++links > MAX_LINKS) {
                throw new KeyStoreException(path + " leads in a circle of symbolic links");
            }
            checkOwner(next);
            Path target = resolved.resolve(Files.readSymbolicLink(next));
            resolved = target.getRoot();
            pushAll(target, rest);
        }
        return resolved;
    }

    private static void checkOwner(Path link) throws IOException, KeyStoreException {
        UserPrincipal owner = Files.getOwner(link, LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(ProcessUser.current()) && !ProcessUser.isRoot(owner)) {
            throw new KeyStoreException(link + " is a symbolic link of the user " + owner.getName()
                    + ", who may point it elsewhere: name the folder itself");
        }
    }

    private static void pushAll(Path path, Deque<Path> rest) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            rest.push(path.getName(i));
        }
    }
}
