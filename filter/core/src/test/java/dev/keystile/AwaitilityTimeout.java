package dev.keystile;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives every {@code await()} the same timeout; JUnit finds this class as a service. */
public final class AwaitilityTimeout implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(TestTimeout.MAX);
    }
}
