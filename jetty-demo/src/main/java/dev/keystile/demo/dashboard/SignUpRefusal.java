package dev.keystile.demo.dashboard;

/** The reason for which a sign-up is refused, and the page that says so. */
enum SignUpRefusal {
    CLOSED(
            "Sign-up is closed",
            "The operator of this service creates the accounts. Ask the operator for a login link."),
    EXPOSED(
            "Sign-up is closed",
            "The service can be reached from other machines. To let everybody create an account, the operator starts"
                    + " it with --sign-up open."),
    FORWARDED(
            "Sign-up works on this machine only",
            "The request came through a proxy. To let everybody create an account, the operator starts the service"
                    + " with --sign-up open."),
    FOREIGN_HOST(
            "Sign-up works on this machine only",
            "Open the service as localhost or 127.0.0.1. To let everybody create an account, the operator starts it"
                    + " with --sign-up open."),
    FOREIGN_FORM(
            "The form came from another page",
            "Nothing was created. Open the page “Create an account” of this service, and send its form."),
    EXPIRED_FORM("That form has expired", "Nothing was created. Go back, reload the page and try again."),
    FULL(
            "No more accounts can be created here",
            "This service has all the accounts that it takes. Ask its operator for an account.");

    private final String title;
    private final String text;

    SignUpRefusal(String title, String text) {
        this.title = title;
        this.text = text;
    }

    /** The title of the page. */
    String title() {
        return title;
    }

    /** What was refused, and what to do. */
    String text() {
        return text;
    }
}
