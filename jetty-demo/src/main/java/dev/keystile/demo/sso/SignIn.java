package dev.keystile.demo.sso;

import dev.keystile.demo.connection.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in, and by what.
 *
 * @param user the person
 * @param connection the way
 * @param organizationId for which organization; null for none
 */
record SignIn(
        SampleUser user, Connection connection, @Nullable String organizationId) {}
