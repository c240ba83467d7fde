package dev.keystile.cli.internal.database;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;

/** The user nobody, as whom tests do things that must fail. Only root can become another user. */
public final class OtherUser {

    private static final String NAME = "nobody";
    private static final String MISSING = "The tests with another user need root.";

    private OtherUser() {}

    /** The user; where this process cannot act as another one, the test is skipped. */
    public static UserPrincipal principal() throws IOException {
        boolean root = ProcessUser.isRoot(ProcessUser.current());
        assertTrue(root || !"true".equals(System.getenv("CI")), MISSING);
        assumeTrue(root, MISSING);
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(NAME);
    }
}
