package dev.keystile.demo;

import dev.keystile.demo.command.RootCommand;

/** {@code keystile-demo}: runs the demo service and manages keys. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(RootCommand.run(args));
    }
}
