package dev.keystile.demo.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * The user whom a link logs in: the owner of one account, or the operator, who may open any account.
 *
 * @param accountId the id of the owner's account; null for the operator
 */
public record DashboardUser(@Nullable String accountId) {

    /** The operator of the service. */
    public static final DashboardUser OPERATOR = new DashboardUser(null);

    /** The owner of an account. */
    public static DashboardUser ownerOf(String accountId) {
        return new DashboardUser(accountId);
    }

    /** Whether this user may open any account. */
    public boolean isOperator() {
        return accountId == null;
    }
}
