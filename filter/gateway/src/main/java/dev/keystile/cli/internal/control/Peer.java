package dev.keystile.cli.internal.control;

import dev.keystile.cli.internal.database.ProcessUser;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Finds the user at the other end of a Unix domain socket, as the operating system reports it. */
final class Peer {

    private Peer() {}

    /**
     * The user at the other end.
     *
     * @throws IOException if the system does not report it
     */
    static UserPrincipal of(SocketChannel channel) throws IOException {
        if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            throw new IOException("this system does not tell who is at the other end of a socket");
        }
        return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    }

    /** Whether the user is the user of this process, or root. */
    static boolean isTrusted(UserPrincipal user) throws IOException {
        return user.equals(ProcessUser.current()) || ProcessUser.isRoot(user);
    }
}
