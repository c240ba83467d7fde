package dev.keystile.admin;

/**
 * The numbers of keys and accounts that an import has added.
 *
 * @param keys the number of keys
 * @param accounts the number of accounts that were created for the keys
 */
public record ImportedKeys(int keys, int accounts) {}
