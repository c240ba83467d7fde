package dev.keystile.cli.internal.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;

/** The user of this process, and root, as principals of the file system. For systems with POSIX owners. */
public final class ProcessUser {

    private static final long ROOT = 0;

    private ProcessUser() {}

    /** The user of this process, which equals the owner of a file that the process makes. */
    public static UserPrincipal current() throws IOException {
        return user(new UnixSystem().getUid());
    }

    /** Whether the user is root. */
    public static boolean isRoot(UserPrincipal user) throws IOException {
        return user.equals(user(ROOT));
    }

    /** The user with a number. Principals with the same number are equal, whatever their names are. */
    private static UserPrincipal user(long uid) throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(Long.toString(uid));
    }
}
