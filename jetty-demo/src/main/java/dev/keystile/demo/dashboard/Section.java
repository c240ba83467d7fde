package dev.keystile.demo.dashboard;

import dev.keystile.store.KeyStoreException;
import java.io.IOException;

/** A part of the dashboard that belongs to one environment. */
public interface Section {

    /** Shows a page; false if there is none. */
    boolean show(Visit visit) throws IOException, KeyStoreException;

    /** Does what a form asks for; false if there is no such thing. The form's token was checked. */
    boolean act(Visit visit) throws IOException, KeyStoreException;
}
