package dev.keystile.demo.dashboard;

import dev.keystile.admin.AdminException;
import java.io.IOException;
import java.util.List;

/** A part of the dashboard that belongs to one environment. */
interface Section {

    /** Shows a page; false if the section has no such page. */
    boolean show(DashboardRequest request) throws IOException, AdminException;

    /** Executes a form, whose token was checked; false if the section has no such form. */
    boolean act(DashboardRequest request) throws IOException, AdminException;

    /** Whether this form revokes something, which stays possible while the account is suspended. */
    default boolean revokes(List<String> rest) {
        return false;
    }

    /** Whether scripts of pages poll this path. Such a request does not extend the session. */
    default boolean isPolled(List<String> rest) {
        return false;
    }
}
