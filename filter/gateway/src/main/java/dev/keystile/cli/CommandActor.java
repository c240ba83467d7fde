package dev.keystile.cli;

import dev.keystile.admin.Actor;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the user who runs a command, for the audit. */
final class CommandActor {

    private CommandActor() {}

    static Actor of(String user) {
        return new Actor(user, "command line on " + host());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }
}
