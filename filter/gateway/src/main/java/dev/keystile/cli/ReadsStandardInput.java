package dev.keystile.cli;

/** A command that may read standard input without an argument for it, so that a service must get standard input too. */
interface ReadsStandardInput {

    /** Whether it does, with the options that it was given. */
    boolean readsStandardInput();
}
