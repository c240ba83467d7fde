package dev.keystile.cli.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;

/** The user whose process this is, and the one who may do everything. For systems that have POSIX owners. */
public final class ProcessUser {

    private static final long ROOT = 0;

    private ProcessUser() {}

    /** The user of this process; equal to the owner of a file that the process makes. */
    public static UserPrincipal current() throws IOException {
        return user(new UnixSystem().getUid());
    }

    /** Whether this is root. */
    public static boolean isRoot(UserPrincipal user) throws IOException {
        return user.equals(user(ROOT));
    }

    /** A principal is equal to another with the same number, whatever its name. */
    private static UserPrincipal user(long uid) throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(Long.toString(uid));
    }
}
