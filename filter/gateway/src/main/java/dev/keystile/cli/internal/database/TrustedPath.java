package dev.keystile.cli.internal.database;

import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.Deque;

/** Resolves symbolic links as the system does, but refuses those that another user can change. */
public final class TrustedPath {

    private static final int MAX_LINKS = 40;

    private TrustedPath() {}

    /**
     * The path without symbolic links. Parts of the path that do not exist stay as they are.
     *
     * @throws KeyStoreException if a link in the path belongs to another user than this one and root, or links form a cycle
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
                // The part before ".." has no links any more, so that it can be cut off.
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
