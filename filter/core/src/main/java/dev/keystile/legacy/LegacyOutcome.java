package dev.keystile.legacy;

/** The result of looking a key up among the keys of an earlier system. */
public enum LegacyOutcome {
    /** The key is in the store now. */
    ADOPTED,
    /** The earlier system has no such key. */
    UNKNOWN,
    /** It could not be told whether the earlier system has the key, or the key could not be adopted. */
    UNAVAILABLE
}
