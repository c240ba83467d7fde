package dev.keystile.cli.control;

import dev.keystile.cli.database.ProcessUser;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a Unix domain socket, by the word of the operating system. */
final class Peer {

    private Peer() {}

    /** @throws IOException if the system does not tell */
    static UserPrincipal of(SocketChannel channel) throws IOException {
        if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            throw new IOException("this system does not tell who is at the other end of a socket");
        }
        return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    }

    /** Whether a user is the one of this process, or root. */
    static boolean isTrusted(UserPrincipal user) throws IOException {
        return user.equals(ProcessUser.current()) || ProcessUser.isRoot(user);
    }
}
