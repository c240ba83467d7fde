package dev.keystile.demo.sso;

import dev.keystile.demo.connection.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in of a user.
 *
 * @param user the user
 * @param connection the connection by which the user signed in
 * @param organizationId the organization for which the user signed in; null for none
 */
record SignIn(
        SampleUser user, Connection connection, @Nullable String organizationId) {}
