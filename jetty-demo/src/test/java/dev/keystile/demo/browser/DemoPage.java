package dev.keystile.demo.browser;

import java.util.Locale;

/** The pages that exist, for what holds on each of them. */
enum DemoPage {
    DEMO_KEYS("/dashboard/demo/keys", true),
    DEFAULT_KEYS("/dashboard/default/keys", true),
    DEMO_SSO("/dashboard/demo/sso", true),
    DEFAULT_SSO("/dashboard/default/sso", true),
    DEMO_ACTIVITY("/dashboard/demo/activity", true),
    DEFAULT_ACTIVITY("/dashboard/default/activity", true),
    DOCS("/docs", false),
    DOCS_JAVA("/docs?lang=java", true),
    ERRORS("/docs/errors", false),
    ERRORS_LOGGED_IN("/docs/errors", true),
    NOT_FOUND("/dashboard/demo/nothing", true),
    LOG_IN("/dashboard", false),
    LINK_USED_UP("/dashboard/login?token=used", false),
    SIGN_IN_REFUSED("/sso/authorize?client_id=nobody", false);

    private final String path;
    private final boolean loggedIn;

    DemoPage(String path, boolean loggedIn) {
        this.path = path;
        this.loggedIn = loggedIn;
    }

    String path() {
        return path;
    }

    /** Whether one sees it only after the login. */
    boolean isLoggedIn() {
        return loggedIn;
    }

    /** As a part of file names. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
