package dev.keystile.admin;

/**
 * Who changes keys, for the audit.
 *
 * @param name a person or a program, such as a user's name
 * @param origin where they do it, such as a host's name or an address
 */
public record Actor(String name, String origin) {

    private static final int MAX = 255;

    /** Cuts what is longer than the audit keeps. */
    public Actor {
        name = name.substring(0, Math.min(name.length(), MAX));
        origin = origin.substring(0, Math.min(origin.length(), MAX));
    }
}
