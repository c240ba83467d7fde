package dev.keystile.demo.command;

/** A command that opens the database itself, and so never runs inside a service that has it open. */
interface OpensDatabase {}
