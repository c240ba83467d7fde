package dev.keystile.demo.dashboard;

import dev.keystile.admin.AdminException;
import java.io.IOException;
import java.util.List;

/** A part of the dashboard that belongs to one environment. */
public interface Section {

    /** Shows a page; false if there is none. */
    boolean show(DashboardRequest request) throws IOException, AdminException;

    /** Does what a form asks for; false if there is no such thing. The form's token was checked. */
    boolean act(DashboardRequest request) throws IOException, AdminException;

    /** Whether pages ask for this path by themselves, which must not make a session last. */
    default boolean isPolled(List<String> rest) {
        return false;
    }
}
