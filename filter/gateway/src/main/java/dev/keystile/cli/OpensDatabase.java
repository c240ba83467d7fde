package dev.keystile.cli;

/** A command that opens the database itself, and so never runs inside a service that has it open. */
public interface OpensDatabase {}
