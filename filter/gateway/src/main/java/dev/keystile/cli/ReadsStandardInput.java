package dev.keystile.cli;

/** A command that may read standard input without naming it, also where a service executes the command. */
interface ReadsStandardInput {

    /** Whether it does, with the options that it was given. */
    boolean readsStandardInput();
}
